import { accept, type Decider, type Decision } from '@rms/event-sourcing/pure';
import type { LetterCommand, LetterEvent, LetterRefusal } from './letter.facts.js';
import { evolveLetter, wakeAtOf, type LetterState } from './letter.state.js';
import type { Calendar } from './letter-times.js';
import { isTimed, tellLate } from './lateness.js';
import { cancel, cancelByPerson, holdForResult, owe, oweAgain, reassign } from './owing.js';
import {
  givenAnotherWay,
  handOver,
  recordAccepted,
  recordCameBack,
  recordDelivered,
  recordDispatched,
  recordOutcomeUnknown,
  recordRefused,
  recordReturned,
  sendAgain,
  settleOutcome,
} from './sending.js';
import { approve, draft, holdByPerson, holdForReason, release } from './writing.js';

type Decided = Decision<LetterEvent, LetterRefusal>;

// A deadline that passes is a fact of its own. Where a person is already needed for the same letter, one call is enough.
const noticeDate = (calendar: Calendar, state: LetterState): Decided => {
  if (!isTimed(state)) return accept();
  const wakeAt = wakeAtOf(state);
  if (wakeAt === '' || calendar.today < wakeAt) return accept();
  const late = { type: 'LetterBecameLate', state: state.phase, by: state.dueBy } as const;
  return accept<LetterEvent>(late, ...(state.need === undefined ? tellLate(state, calendar) : []));
};

/** What may be recorded of a letter. Pure. */
export const decideOnLetter = (command: LetterCommand, state: LetterState): Decided => {
  switch (command.type) {
    case 'OweLetter':
      return owe(command, state);
    case 'CancelLetter':
      return cancel(command, state);
    case 'CancelByPerson':
      return cancelByPerson(command, state);
    case 'OweAgain':
      return oweAgain(command, state);
    case 'ReassignLetter':
      return reassign(command, state);
    case 'DraftLetter':
      return draft(command, state);
    case 'HoldForReason':
      return holdForReason(command, state);
    case 'HoldForResult':
      return holdForResult(command, state);
    case 'ApproveLetter':
      return approve(command, state);
    case 'HoldLetter':
      return holdByPerson(command, state);
    case 'ReleaseLetter':
      return release(command, state);
    case 'HandOver':
      return handOver(command, state);
    case 'RecordAccepted':
      return recordAccepted(command, state);
    case 'RecordDispatched':
      return recordDispatched(command, state);
    case 'RecordDelivered':
      return recordDelivered(command, state);
    case 'RecordReturned':
      return recordReturned(command, state);
    case 'RecordCameBack':
      return recordCameBack(command, state);
    case 'RecordRefused':
      return recordRefused(command, state);
    case 'RecordOutcomeUnknown':
      return recordOutcomeUnknown(command, state);
    case 'SettleOutcome':
      return settleOutcome(command, state);
    case 'RecordGivenAnotherWay':
      return givenAnotherWay(command, state);
    case 'SendAgain':
      return sendAgain(command, state);
    case 'NoticeDate':
      return noticeDate(command.calendar, state);
    default:
      return command satisfies never;
  }
};

export const letterDecider: Decider<LetterState, LetterCommand, LetterEvent, LetterRefusal> = {
  initialState: { phase: 'none' },
  decide: decideOnLetter,
  evolve: evolveLetter,
};
