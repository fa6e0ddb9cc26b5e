import { accept, refuse, type Decision } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import { attendedUnlessLate } from './lateness.js';
import { deliveryBy, withinWorkingDays, type Calendar } from './letter-times.js';
import type { LetterCommand, LetterEvent, LetterRefusal } from './letter.facts.js';
import type { LetterState, Living } from './letter.state.js';
import { attendedTo, cameBack, isOvertakenBy, needsSomebody, nobodyNeeded } from './needing.js';
import { newsOf } from './owing.js';

type Decided = Decision<LetterEvent, LetterRefusal>;
type Of<Type extends LetterCommand['type']> = Extract<LetterCommand, { readonly type: Type }>;

/** Recorded before the carrier is called, and once in the life of a letter: this fact's id is the key under which he is called. */
export const handOver = ({ pdfSha256, calendar }: Of<'HandOver'>, state: LetterState): Decided => {
  const mayLeave =
    state.phase === 'approved' &&
    state.hasLeft === undefined &&
    state.held === undefined &&
    state.draft.pdfSha256 === pdfSha256 &&
    state.handOverFrom <= calendar.now;
  if (!mayLeave) return refuse('not-to-be-handed-over');
  const { channel, to } = state.draft;
  const proofBy = withinWorkingDays(calendar, 'proofWithinWorkingDays');
  return accept<LetterEvent>({ type: 'LetterHandedOver', channel, to, pdfSha256, proofBy }, ...attendedTo(state));
};

export const recordAccepted = ({ reference, lookFrom, calendar }: Of<'RecordAccepted'>, state: LetterState): Decided =>
  state.phase === 'handed-over' && state.outcome !== 'accepted'
    ? accept<LetterEvent>({ type: 'LetterAccepted', reference, lookFrom }, ...attendedUnlessLate(state, calendar))
    : accept();

const isWithTheCarrier = (state: LetterState): state is Extract<LetterState, { readonly phase: 'handed-over' | 'dispatched' }> =>
  state.phase === 'handed-over' || state.phase === 'dispatched';

export const recordDispatched = ({ at, reference, lookFrom, calendar }: Of<'RecordDispatched'>, state: LetterState): Decided => {
  if (state.phase !== 'handed-over') return accept();
  const accepted = state.outcome === 'accepted' ? [] : [{ type: 'LetterAccepted', reference, lookFrom } as const];
  const dispatched = { type: 'LetterDispatched', at, lookFrom, ...present({ deliveryBy: deliveryBy(calendar) }) } as const;
  return accept<LetterEvent>(...accepted, dispatched, ...attendedTo(state));
};

export const recordDelivered = ({ at }: Of<'RecordDelivered'>, state: LetterState): Decided => {
  if (!isWithTheCarrier(state)) return accept();
  return accept<LetterEvent>({ type: 'LetterDelivered', at, how: 'carrier' }, ...attendedTo(state));
};

export const recordReturned = ({ at, why, calendar }: Of<'RecordReturned'>, state: LetterState): Decided =>
  isWithTheCarrier(state) || state.phase === 'delivered'
    ? accept<LetterEvent>({ type: 'LetterReturned', at, why }, ...cameBack(state, calendar, why))
    : accept();

const whyNotBack = ({ sent }: Living, { on, calendar }: Of<'RecordCameBack'>): LetterRefusal | undefined => {
  if (sent === undefined) return 'has-not-left';
  if (sent.channel !== 'post') return 'not-by-post';
  return on > calendar.today || on < sent.notBefore ? 'no-day-for-it' : undefined;
};
/** An envelope reached the post room, whatever the carrier said of it. What follows is the same as when the carrier says that it came back. */
export const recordCameBack = (command: Of<'RecordCameBack'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  const { on, calendar } = command;
  const why = command.note.trim();
  if (why === '') return refuse('reason-needed');
  if (!isWithTheCarrier(state) && state.phase !== 'delivered') return refuse('has-not-left');
  const refusal = whyNotBack(state, command);
  if (refusal !== undefined) return refuse(refusal);
  const at = on === calendar.today ? calendar.now : `${on}T12:00:00.000Z`;
  return accept<LetterEvent>({ type: 'LetterReturned', at, on, why }, ...cameBack(state, calendar, why));
};

/** It never left. What somebody was to ring about was said to nobody: nothing else is needed then. */
const neverSent = (state: Living, calendar: Calendar, sentence: string): readonly LetterEvent[] =>
  isOvertakenBy(state) ? nobodyNeeded(state) : needsSomebody(state, calendar, { why: 'refused', sentence });

export const recordRefused = ({ why, calendar }: Of<'RecordRefused'>, state: LetterState): Decided =>
  state.phase === 'handed-over' && state.outcome !== 'accepted'
    ? accept<LetterEvent>(
        { type: 'LetterRefused', why },
        ...neverSent(state, calendar, `The carrier did not take the letter: ${why}. Nothing was sent.`),
      )
    : accept();

export const recordOutcomeUnknown = ({ calendar }: Of<'RecordOutcomeUnknown'>, state: LetterState): Decided =>
  state.phase === 'handed-over' && state.outcome === 'awaited'
    ? accept<LetterEvent>(
        { type: 'LetterOutcomeUnknown' },
        ...needsSomebody(state, calendar, {
          why: 'outcome-unknown',
          sentence:
            'It is not known whether the carrier has this letter, and it is not sent again by itself. Ask the carrier, and say what you find.',
        }),
      )
    : accept();

/** A person found out: it is with the carrier, or it never came to him. */
export const settleOutcome = ({ wasSent, note, calendar }: Of<'SettleOutcome'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  if (note.trim() === '') return refuse('reason-needed');
  if (state.phase !== 'handed-over' || state.outcome !== 'unknown') return refuse('outcome-known');
  const settled = { type: 'LetterOutcomeSettled', wasSent, note: note.trim(), ...present({ deliveryBy: deliveryBy(calendar) }) } as const;
  const sentence = 'The letter never reached the carrier. Have it sent again, or tell the person another way.';
  return accept<LetterEvent>(settled, ...(wasSent ? attendedTo(state) : neverSent(state, calendar, sentence)));
};

/** In another format, by telephone, by hand: a person says that it was done. */
export const givenAnotherWay = ({ note, calendar }: Of<'RecordGivenAnotherWay'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  if (note.trim() === '') return refuse('reason-needed');
  // One that arrived and was overtaken, or that went to somebody who has died, is somebody’s until he has spoken with them.
  if (state.phase === 'cancelled' && state.need !== undefined) return accept({ type: 'LetterAttendedTo', note: note.trim() });
  const isOver = state.phase === 'cancelled' || (state.phase === 'delivered' && state.need === undefined);
  if (isOver) return refuse('nothing-to-send-again');
  return accept<LetterEvent>({ type: 'LetterDelivered', at: calendar.now, how: 'another-way', note: note.trim() }, ...nobodyNeeded(state));
};

/** What came back or was never taken is written again as a letter of its own: no letter is given to a carrier twice. */
export const sendAgain = ({ reason, next, addressConfirmedOn, calendar }: Of<'SendAgain'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  if (reason.trim() === '') return refuse('reason-needed');
  if ((state.phase !== 'returned' && state.phase !== 'not-sent') || state.next !== undefined) return refuse('nothing-to-send-again');
  const news = { ...newsOf(state.owed), by: withinWorkingDays(calendar, 'proofWithinWorkingDays') };
  const { followUp } = state.owed;
  return accept<LetterEvent>(
    { type: 'LetterFollowedBy', next, followUp, because: 'to-be-sent-again', heard: state.heard, news, ...present({ addressConfirmedOn }) },
    ...nobodyNeeded(state),
  );
};
