import { accept, refuse, type Decision } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import { attendedUnlessLate } from './lateness.js';
import { handOverFrom, withinThePromise } from './letter-times.js';
import type { Approver, HoldReason, LetterCommand, LetterEvent, LetterRefusal } from './letter.facts.js';
import type { LetterState } from './letter.state.js';
import { attendedTo, holdAndTell, reachedAgain } from './needing.js';

type Decided = Decision<LetterEvent, LetterRefusal>;
type Of<Type extends LetterCommand['type']> = Extract<LetterCommand, { readonly type: Type }>;

/** Holds that end by themselves as soon as the letter can be written. */
const passing: readonly HoldReason[] = [
  'cannot-be-written',
  'address-missing',
  'address-unusable',
  'practice-missing',
  'practice-closed',
  'no-way-to-reach',
  'under-review',
  'dates-passed',
];

/** Whether a letter may be written now: it is owed or waits for approval, and nothing but what writing mends holds it. */
export const mayBeWritten = (state: LetterState): state is Extract<LetterState, { readonly phase: 'owed' | 'to-approve' }> =>
  (state.phase === 'owed' || state.phase === 'to-approve') && (state.held === undefined || passing.includes(state.held));

/** It was written. A standard letter that he cannot read is held, and somebody is told what he needs. */
export const draft = ({ draft: drafted, blockedBy, calendar }: Of<'DraftLetter'>, state: LetterState): Decided => {
  if (!mayBeWritten(state)) return accept();
  // Written again because something is newer: whoever approves has no longer for it than before.
  const approveBy =
    state.phase === 'to-approve' ? state.draft.approveBy : withinThePromise(calendar, 'approveWithinWorkingDays', state.owed.by);
  const event = { type: 'LetterDrafted', ...drafted, approveBy } as const;
  const settled = state.phase === 'to-approve' ? attendedUnlessLate(state, calendar) : attendedTo(state);
  if (blockedBy === undefined) return accept<LetterEvent>(event, ...settled);
  const { held: _, ...free } = state;
  return accept<LetterEvent>(event, ...holdAndTell(free, calendar, { why: 'needs-another-format', sentence: blockedBy }));
};

export const holdForReason = ({ why, sentence, calendar }: Of<'HoldForReason'>, state: LetterState): Decided => {
  if (state.phase !== 'owed' && state.phase !== 'to-approve' && state.phase !== 'approved') return accept();
  // The review is somebody's already, and nothing else can be done for the letter meanwhile. Its own deadline goes on.
  if (why === 'under-review')
    return state.held === why
      ? accept()
      : accept<LetterEvent>({ type: 'LetterHeld', why, sentence }, ...attendedUnlessLate({ ...state, heldWhy: sentence }, calendar));
  return accept(...holdAndTell(state, calendar, { why, sentence }));
};

const notRoutine = ({ isClinician }: Approver, together: boolean): LetterRefusal | undefined => {
  if (!isClinician) return 'clinician-needed';
  return together ? 'one-at-a-time' : undefined;
};

/** Good and routine news a letters clerk may approve. What is abnormal only a clinician, and each letter by itself. */
export const approve = ({ approver, together, calendar }: Of<'ApproveLetter'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  if (state.phase !== 'to-approve') return refuse('nothing-to-approve');
  const { weight } = state.owed;
  const refusal = weight === 'abnormal' ? notRoutine(approver, together) : undefined;
  if (refusal !== undefined) return refuse(refusal);
  if (state.held !== undefined) return refuse(state.held === 'needs-another-format' ? 'needs-another-format' : 'letter-held');
  return accept({
    type: 'LetterApproved',
    person: approver.person,
    role: approver.role,
    handOverFrom: handOverFrom(calendar, weight === 'reassuring'),
    handOverBy: withinThePromise(calendar, 'handOverWithinWorkingDays', state.owed.by),
  });
};

export const holdByPerson = ({ reason }: Of<'HoldLetter'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  if (reason.trim() === '') return refuse('reason-needed');
  if (state.phase !== 'owed' && state.phase !== 'to-approve' && state.phase !== 'approved') return refuse('already-handed-over');
  if (state.held === 'person-decided') return accept();
  // Nobody else is needed: who holds a letter looks after it, and its deadline goes on.
  return accept({ type: 'LetterHeld', why: 'person-decided', sentence: reason.trim() });
};

/** It goes on: it is written anew from what is so now, and approved again. */
export const release = ({ reason, addressConfirmedOn }: Of<'ReleaseLetter'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  if (reason.trim() === '') return refuse('reason-needed');
  if (state.held === undefined) return refuse('not-held');
  if (state.held === 'needs-another-format') return refuse('needs-another-format');
  const settled = addressConfirmedOn === undefined ? attendedTo(state) : reachedAgain(state);
  return accept<LetterEvent>({ type: 'LetterReleased', reason: reason.trim(), ...present({ addressConfirmedOn }) }, ...settled);
};
