import type { ScheduledTest } from '@rms/contracts';
import { accept, derivedId, refuse, type Decider, type Decision } from '@rms/event-sourcing/pure';
import { sameUnit, present } from '@rms/nhs';
import {
  areAnswered,
  closesOn,
  dependsOnAge,
  expandSchedule,
  impossibleWords,
  limitRuleOf,
  personalLimitBound,
  type Course,
} from '@rms/protocols';
import { considerAfterItsEnd } from './after-its-end.js';
import { considerResults } from './consider-results.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import { nextDate } from './follow-up.schedule.js';
import { evolveFollowUp, type FollowUpState, type Started } from './follow-up.state.js';
import type { MissedTestCommand } from './missed-test.facts.js';
import { noticeBirthDate } from './birth-date.js';
import { civil } from './civil.js';
import { Recording } from './recording.js';
import { askWhenNothingIsDue, askWhichOfTwo, withdrawAll } from './reviews-of-results.js';
import { dateRefusal } from './date-refusal.js';
import { endForDeath, resumeAfterDeath } from './death.js';
import { decideMissedTest, isAboutMissedTests } from './decide-missed-test.js';
import { reviewResult } from './review-result.js';
import { stopAsking } from './suspension.js';

type Decided = Decision<FollowUpEvent, FollowUpRefusal>;
type Of<Type extends FollowUpCommand['type']> = Extract<FollowUpCommand, { readonly type: Type }>;

type StartTerms = Pick<Of<'StartFollowUp'>, 'followUp' | 'protocol' | 'anchorOn' | 'calendar' | 'answers' | 'bornOn'>;

const courseOf = ({ protocol, anchorOn, answers = {}, bornOn }: StartTerms): Course => ({
  anchorOn: civil(anchorOn),
  answers,
  ...(bornOn !== undefined && dependsOnAge(protocol, answers) ? { bornOn: civil(bornOn) } : {}),
});

/** The tests of a start: those whose window closed before it are shown and not asked for. */
export const scheduleAtStart = (terms: StartTerms): readonly ScheduledTest[] =>
  expandSchedule(terms.protocol, courseOf(terms)).map(({ kind, name, label, side, opensOn, dueOn, overdueAfter }) => ({
    test: derivedId(terms.followUp, `test ${kind} ${label}`),
    kind,
    name,
    label,
    ...present({ side }),
    opensOn,
    dueOn,
    overdueAfter,
    origin: 'protocol',
    required: overdueAfter >= terms.calendar.today,
  }));

const limitRefusal = (
  limit: NonNullable<Of<'StartFollowUp'>['personalLimit']>,
  command: Of<'StartFollowUp'>,
): FollowUpRefusal | undefined => {
  const rule = limitRuleOf(command.protocol);
  if (rule === undefined) return 'no-limit-to-set';
  if (!sameUnit(limit.unit, rule.unit)) return 'limit-unit-differs';
  if (!(limit.value > 0 && limit.value <= personalLimitBound(rule))) return 'limit-out-of-range';
  return limit.untilOn !== undefined && limit.untilOn < command.calendar.today ? 'limit-end-in-the-past' : undefined;
};

const answersRefusal = ({ protocol, answers = {}, bornOn }: Of<'StartFollowUp'>): FollowUpRefusal | undefined => {
  if (!areAnswered(protocol, answers)) return 'answers-missing';
  if (impossibleWords(protocol, answers) !== undefined) return 'answers-impossible';
  return bornOn === undefined && dependsOnAge(protocol, answers) ? 'birth-date-needed' : undefined;
};

const startRefusal = (command: Of<'StartFollowUp'>): FollowUpRefusal | undefined => {
  if (command.patientDied) return 'patient-died';
  if (command.anchorOn > command.calendar.today) return 'anchor-in-the-future';
  return answersRefusal(command) ?? (command.personalLimit === undefined ? undefined : limitRefusal(command.personalLimit, command));
};

const start = (command: Of<'StartFollowUp'>, state: FollowUpState): Decided => {
  if (state.phase !== 'not-started') return refuse('already-started');
  const refusal = startRefusal(command);
  if (refusal !== undefined) return refuse(refusal);
  const { patient, protocol, anchorOn, stream, team, personalLimit, answers } = command;
  const course = courseOf(command);
  const begun: FollowUpEvent = {
    type: 'FollowUpStarted',
    patient,
    protocol,
    anchorOn,
    stream,
    team,
    ...present({ personalLimit }),
    tests: scheduleAtStart(command),
    on: command.calendar.today,
    ...present({ answers, bornOn: course.bornOn, closesOn: closesOn(protocol, course) }),
  };
  const recording = new Recording(evolveFollowUp({ phase: 'not-started' }, begun) as Started);
  considerResults(recording, command.results, command);
  return accept(begun, ...recording.events);
};

const undo = ({ reason }: Of<'UndoStart'>, state: Started): Decided => {
  if (state.because === 'start-undone') return accept();
  if (state.phase === 'ended') return refuse('follow-up-ended');
  if (state.decisions > 0) return refuse('already-decided');
  if (reason.trim() === '') return refuse('reason-needed');
  const recording = new Recording(state);
  withdrawAll(recording, 'start-undone');
  stopAsking(recording, { note: 'The start was an error.', because: 'start-undone' });
  recording.add({ type: 'StartUndone', reason: reason.trim() });
  return accept(...recording.events);
};

const recallRefusal = (state: Started, recall: string, note: string): FollowUpRefusal | undefined => {
  if (state.phase === 'ended') return 'follow-up-ended';
  if (state.recalls[recall] === undefined) return 'no-such-recall';
  return note.trim() === '' ? 'reason-needed' : undefined;
};

const bookRecall = (command: Of<'BookRecall'>, state: Started): Decided => {
  const refusal = recallRefusal(state, command.recall, command.note) ?? dateRefusal(command.on, command.calendar.today);
  return refusal === undefined
    ? accept({ type: 'RecallBooked', recall: command.recall, on: command.on, note: command.note.trim() })
    : refuse(refusal);
};

const settleRecall = (command: Of<'SettleRecall'>, state: Started): Decided => {
  const refusal = recallRefusal(state, command.recall, command.note);
  if (refusal !== undefined) return refuse(refusal);
  const settled = { type: 'RecallSettled', recall: command.recall, outcome: command.outcome, note: command.note.trim() } as const;
  const recording = new Recording(evolveFollowUp(state, settled) as Started);
  askWhenNothingIsDue(recording, command);
  const nextOn = nextDate(recording.state);
  return accept<FollowUpEvent>(nextOn === undefined ? settled : { ...settled, nextOn }, ...recording.events);
};

const reassign = ({ followUp, to, besides, calendar }: Of<'ReassignFollowUp'>, state: Started): Decided => {
  if (state.patient === to) return accept();
  const moved = { type: 'FollowUpReassigned', to, from: state.patient } as const;
  const recording = new Recording(evolveFollowUp(state, moved) as Started);
  if (state.phase === 'active' && besides.length > 0) askWhichOfTwo(recording, { followUp, calendar }, `two follow-ups of ${to}`);
  return accept(moved, ...recording.events);
};

const consider = (command: Of<'ConsiderResults'>, state: Started): Decided => {
  if (state.phase === 'ended') return considerAfterItsEnd(command, state);
  const recording = new Recording(state);
  considerResults(recording, command.results, command);
  return accept(...recording.events);
};

const decideStarted = (command: Exclude<FollowUpCommand, Of<'StartFollowUp'> | MissedTestCommand>, state: Started): Decided => {
  switch (command.type) {
    case 'UndoStart':
      return undo(command, state);
    case 'ConsiderResults':
      return consider(command, state);
    case 'ReviewResult':
      return reviewResult(command, state);
    case 'BookRecall':
      return bookRecall(command, state);
    case 'SettleRecall':
      return settleRecall(command, state);
    case 'NoticeBirthDate':
      return noticeBirthDate(command, state);
    case 'EndForDeath':
      return endForDeath(command, state);
    case 'ResumeAfterDeathWithdrawn':
      return resumeAfterDeath(command, state);
    case 'ReassignFollowUp':
      return reassign(command, state);
    default:
      return command satisfies never;
  }
};

/**
 * One patient's surveillance for one cancer: schedule, limits, readings, reviews, decisions. At the end of every append it has
 * an ending, an open review, or a next date (INV-14).
 */
export const followUpDecider: Decider<FollowUpState, FollowUpCommand, FollowUpEvent, FollowUpRefusal> = {
  initialState: { phase: 'not-started' },
  decide: (command, state) => {
    if (command.type === 'StartFollowUp') return start(command, state);
    if (state.phase === 'not-started') return refuse('not-in-follow-up');
    return isAboutMissedTests(command) ? decideMissedTest(command, state) : decideStarted(command, state);
  },
  evolve: evolveFollowUp,
};
