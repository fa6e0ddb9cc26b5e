import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, id, instant, line, text, trust } from './vocabulary.js';

export {
  callUrgency,
  callSymptom,
  callOutcome,
  helplineCallLogged,
  helplineCallBackTried,
  helplineCallLinked,
  helplineCallReassigned,
  helplineCallClosed,
} from './helpline-calls.js';

export const owner = z.strictObject({ team: id.optional(), teamName: line, person: line.optional(), role: line });
/** Steps of escalation, lowest first. `on-call` is for what comes out of hours. */
export const escalationLevel = z.enum(['on-call', 'team-lead', 'consultant', 'service-manager']);
const seriousness = z.number().int().min(1).max(9);
/** When the next step of escalation follows, if nothing happens; absent when there is none left. */
const escalatesAt = instant.optional();
/** The moment by which it must be done, where a day is too long. */
const dueAt = instant.optional();

export const taskOpened = contract(
  'alerting.task-opened.v1',
  'Somebody by name must act by a time.',
  z.strictObject({
    task: id,
    kind: z.enum(['review', 'recall', 'quarantine', 'telephone', 'letter', 'call', 'exception']),
    about: id,
    band: z.enum(['possible-recurrence', 'decision', 'test-missed', 'promised', 'message']),
    seriousness,
    why: text,
    title: line,
    patient: id.optional(),
    followUp: id.optional(),
    openedAt: instant,
    dueOn: civilDate,
    dueAt,
    escalatesAt,
    owner,
    settledBy: z.enum(['pathway', 'registration', 'results', 'letters', 'alerting']),
  }),
);
export const taskRestated = contract(
  'alerting.task-restated.v1',
  'What a task is about or when it is due became clearer; its clock goes on from when it was opened.',
  z.strictObject({ task: id, why: text, title: line, seriousness, escalatesAt, dueOn: civilDate }),
);
export const taskClosed = contract(
  'alerting.task-closed.v1',
  'What a task stood for was settled by its owner.',
  z.strictObject({ task: id, because: line }),
);
export const taskReassigned = contract(
  'alerting.task-reassigned.v1',
  'The task belongs to another patient record since a merge.',
  z.strictObject({ task: id, patient: id, from: id }),
);
export const taskLinked = contract(
  'alerting.task-linked.v1',
  'A task about somebody unknown was found to be about a patient.',
  z.strictObject({ task: id, patient: id, from: id.optional() }),
);
export const taskTaken = contract(
  'alerting.task-taken.v1',
  'Somebody took a task for himself.',
  z.strictObject({ task: id, person: line }),
);
export const taskGiven = contract(
  'alerting.task-given.v1',
  'A task has another owner.',
  z.strictObject({ task: id, owner, because: text }),
);
export const taskCovered = contract(
  'alerting.task-covered.v1',
  'The owner is away, and somebody acts in his place: a person, else his team, else everybody of the role.',
  z.strictObject({ task: id, by: owner, untilOn: civilDate }),
);
export const taskReturned = contract(
  'alerting.task-returned.v1',
  'The owner is there again and acts himself.',
  z.strictObject({ task: id }),
);
export const taskEscalated = contract(
  'alerting.task-escalated.v1',
  'A task is past its limit, and the next one in line must see to it. Its owner stays.',
  z.strictObject({ task: id, to: owner, level: escalationLevel, because: text, dueOn: civilDate, escalatesAt }),
);

const team = { team: id };
/** Kinds of work that a team takes. */
export const receives = z.enum(['reviews', 'recalls', 'messages', 'telephone', 'letters', 'calls']);
export const teamFormed = contract(
  'alerting.team-formed.v1',
  'A team takes responsibility for patients of a trust.',
  z.strictObject({ ...team, name: line, members: z.array(line).max(200), lead: line.optional(), receives: z.array(receives).min(1) }),
);
export const teamMemberJoined = contract(
  'alerting.team-member-joined.v1',
  'Somebody joined a team.',
  z.strictObject({ ...team, person: line }),
);
export const teamMemberWithdrew = contract(
  'alerting.team-member-withdrew.v1',
  'Somebody is of a team no longer.',
  z.strictObject({ ...team, person: line }),
);
export const teamLeadNamed = contract('alerting.team-lead-named.v1', 'A team has another lead.', z.strictObject({ ...team, person: line }));
export const teamWorkAgreed = contract(
  'alerting.team-work-agreed.v1',
  'A team takes other kinds of work than before.',
  z.strictObject({ ...team, receives: z.array(receives).min(1) }),
);

const colleague = { colleague: id, person: line };
export const staffAway = contract(
  'alerting.staff-away.v1',
  'Somebody will be away, and who acts in his place.',
  z.strictObject({ ...colleague, absence: id, fromOn: civilDate, untilOn: civilDate, cover: line.optional() }),
);
export const absenceBegan = contract(
  'alerting.absence-began.v1',
  'Somebody is away from today.',
  z.strictObject({ ...colleague, absence: id, untilOn: civilDate, cover: line.optional() }),
);
export const absenceEnded = contract(
  'alerting.absence-ended.v1',
  'Somebody is there again, or does not go away after all.',
  z.strictObject({ ...colleague, absence: id }),
);
export const staffLeft = contract(
  'alerting.staff-left.v1',
  'Somebody works at the trust no longer.',
  z.strictObject({ ...colleague, cover: line.optional() }),
);
export const staffCameBack = contract(
  'alerting.staff-came-back.v1',
  'Somebody who had left works at the trust again.',
  z.strictObject(colleague),
);
export const workingHoursAgreed = contract(
  'alerting.working-hours-agreed.v1',
  'When a trust’s teams are at work, and who is on call otherwise.',
  z.strictObject({
    hours: id,
    opens: line,
    closes: line,
    days: z.array(z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])).min(1),
    closedOn: z.array(civilDate).max(100),
    onCall: line.optional(),
  }),
);

/** A follow-up that nothing holds, and why. */
export const lostPatient = z.strictObject({ followUp: id, patient: id.optional(), why: text });
export const certificateIssued = contract(
  'alerting.certificate-issued.v1',
  'The sum of who is held, of one trust on one day, from the history alone and signed.',
  z.strictObject({
    certificate: id,
    statement: z.strictObject({
      trust,
      on: civilDate,
      asOf: instant,
      position: z.number().int().min(0),
      everEnrolled: z.number().int().min(0),
      left: z.number().int().min(0),
      leftBecause: z.record(line, z.number().int().min(0)),
      inFollowUp: z.number().int().min(0),
      withOwnedTask: z.number().int().min(0),
      withNextAction: z.number().int().min(0),
      exceptions: z.array(lostPatient),
    }),
    signature: line,
    key: line,
  }),
);
export const sweepFinished = contract(
  'alerting.sweep-finished.v1',
  'Every follow-up was held against the promise that nobody is lost.',
  z.strictObject({
    day: civilDate,
    at: instant.describe('By the system clock, which nobody moves: the silence of the sweep is measured by it.'),
    position: z.number().int().min(0),
    followUps: z.number().int().min(0),
    exceptions: z.number().int().min(0),
  }),
);
