import { alerting } from '@rms/contracts';
import { ids, streams, team } from './story-streams.fixture.js';
import { id, type Told } from './told.fixture.js';

/** A task from its opening to its end, by way of everybody it can go to, and the team whose it was. */
export const aboutTheWork = (told: Told): void => {
  told.say(streams.task, alerting.taskOpened, {
    task: ids.task,
    kind: 'review',
    about: ids.review,
    band: 'possible-recurrence',
    seriousness: 2,
    why: 'PSA 0.27',
    title: 'Result to review',
    patient: ids.other,
    followUp: ids.followUp,
    openedAt: '2026-03-03T09:00:00.000Z',
    dueOn: '2026-03-05',
    owner: { team, teamName: 'Urology nurses', role: 'clinical-nurse-specialist' },
    settledBy: 'pathway',
  });
  const restated = { task: ids.task, why: 'PSA 0.28', title: 'Corrected result to review', seriousness: 1, dueOn: '2026-03-04' };
  told.say(streams.task, alerting.taskRestated, restated);
  const owner = { team, teamName: 'Urology nurses', role: 'clinical-nurse-specialist' };
  told.say(streams.task, alerting.taskTaken, { task: ids.task, person: 'ruth' });
  told.say(streams.task, alerting.taskCovered, { task: ids.task, by: { ...owner, person: 'leah' }, untilOn: '2026-03-20' });
  told.say(streams.task, alerting.taskReturned, { task: ids.task });
  told.say(streams.task, alerting.taskGiven, { task: ids.task, owner: { ...owner, person: 'david' }, because: 'He knows him' });
  told.say(streams.task, alerting.taskEscalated, {
    task: ids.task,
    to: { teamName: 'The consultants of the trust', role: 'consultant' },
    level: 'consultant',
    because: 'It was to be done by 4 March 2026',
    dueOn: '2026-03-04',
    escalatesAt: '2026-03-09T09:00:00.000Z',
  });
  told.say(streams.task, alerting.taskLinked, { task: ids.task, patient: ids.other });
  told.say(streams.task, alerting.taskReassigned, { task: ids.task, patient: ids.patient, from: ids.other });
  told.say(streams.task, alerting.taskClosed, { task: ids.task, because: 'reviewed' });
  told.say(streams.team, alerting.teamFormed, { team, name: 'Urology nurses', members: ['ruth'], lead: 'ruth', receives: ['reviews'] });
  told.say(streams.team, alerting.teamMemberJoined, { team, person: 'leah' });
  told.say(streams.team, alerting.teamLeadNamed, { team, person: 'leah' });
  told.say(streams.team, alerting.teamMemberWithdrew, { team, person: 'leah' });
  told.say(streams.team, alerting.teamWorkAgreed, { team, receives: ['reviews', 'calls'] });
};
/** A call of the helpline about him. */
export const aboutTheTelephone = (told: Told): void => {
  told.say(streams.call, alerting.helplineCallLogged, {
    call: id(13),
    caller: { name: 'Ann Training', phone: '01632 960 001' },
    said: 'New pain.',
    symptoms: ['pain-new-or-worse'],
    urgency: 'same-day',
    callBackBy: '2026-03-04T17:00:00.000Z',
  });
  told.say(streams.call, alerting.helplineCallLinked, { call: id(13), patient: ids.other });
  told.say(streams.call, alerting.helplineCallReassigned, { call: id(13), patient: ids.patient, from: ids.other });
  told.say(streams.call, alerting.helplineCallBackTried, { call: id(13), result: 'no-answer', note: '' });
  told.say(streams.call, alerting.helplineCallClosed, { call: id(13), outcome: 'advised', note: 'To keep a diary' });
};
/** A nurse goes away, leaves and comes back. */
export const aboutTheStaff = (told: Told): void => {
  const ruth = { colleague: id(14), person: 'ruth' };
  const absence = { ...ruth, absence: id(40), untilOn: '2026-03-20', cover: 'leah' };
  told.say(streams.colleague, alerting.staffAway, { ...absence, fromOn: '2026-03-09' });
  told.say(streams.colleague, alerting.absenceBegan, absence);
  told.say(streams.colleague, alerting.absenceEnded, { ...ruth, absence: id(40) });
  told.say(streams.colleague, alerting.staffLeft, { ...ruth, cover: 'leah' });
  told.say(streams.colleague, alerting.staffCameBack, ruth);
  told.say(streams.workingHours, alerting.workingHoursAgreed, {
    hours: id(15),
    opens: '09:00',
    closes: '17:00',
    days: ['Monday'],
    closedOn: [],
  });
};
