import { accept, refuse, type Decision } from '@rms/event-sourcing/pure';
import { present, showDateText } from '@rms/nhs';
import { settleEveryLadder } from './climb-the-ladder.js';
import { dateRefusal } from './date-refusal.js';
import type { FollowUpCommand, FollowUpEvent, ReviewWithdrawal } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import type { Started } from './follow-up.state.js';
import type { SuspensionEnd } from './missed-test.facts.js';
import { Recording } from './recording.js';
import { askWhenNothingIsDue } from './reviews-of-results.js';

type Of<Type extends FollowUpCommand['type']> = Extract<FollowUpCommand, { readonly type: Type }>;
type Decided = Decision<FollowUpEvent, FollowUpRefusal>;

/** From now on no test is asked for; what was asked for ends. On its date a clinician looks again. */
export const suspend = (
  recording: Recording,
  suspended: { readonly reason: string; readonly reviewOn: string; readonly by: string },
): void => {
  settleEveryLadder(recording, `Follow-up is suspended until ${showDateText(suspended.reviewOn)}.`, 'suspended');
  recording.add({ type: 'FollowUpSuspended', ...suspended });
};

/** Ends a suspension, if there is one, and the review that asked about it. */
export const endSuspension = (
  recording: Recording,
  ended: { readonly because: SuspensionEnd; readonly reason?: string; readonly on?: string },
): void => {
  if (recording.state.suspension === undefined) return;
  for (const { review, about } of Object.values(recording.state.reviews))
    if (about === 'suspension-due') recording.add({ type: 'ReviewWithdrawn', review, because: 'resumed' });
  recording.add({ type: 'SuspensionEnded', ...ended });
};

/** A follow-up that is over asks for nothing: its ladders and its suspension end with it. */
export const stopAsking = (
  recording: Recording,
  over: { readonly note: string; readonly because: Extract<SuspensionEnd, ReviewWithdrawal>; readonly on?: string },
): void => {
  const { note, because, on } = over;
  settleEveryLadder(recording, note, because);
  endSuspension(recording, { because, ...present({ on }) });
};

const suspendRefusal = (command: Of<'SuspendFollowUp'>, state: Started): FollowUpRefusal | undefined => {
  if (state.phase === 'ended') return 'follow-up-ended';
  if (state.suspension !== undefined) return 'already-suspended';
  if (command.reason.trim() === '') return 'reason-needed';
  return dateRefusal(command.reviewOn, command.calendar.today);
};

/** A clinician suspends, always until a date: one that nobody has set would be forgotten (H18). */
export const suspendFollowUp = (command: Of<'SuspendFollowUp'>, state: Started): Decided => {
  const refusal = suspendRefusal(command, state);
  if (refusal !== undefined) return refuse(refusal);
  const recording = new Recording(state);
  suspend(recording, { reason: command.reason.trim(), reviewOn: command.reviewOn, by: command.by });
  return accept(...recording.events);
};

/** A clinician takes the follow-up up again: what is overdue begins its ladder anew today. */
export const resumeFollowUp = (command: Of<'ResumeFollowUp'>, state: Started): Decided => {
  if (state.phase === 'ended') return refuse('follow-up-ended');
  if (state.suspension === undefined) return refuse('not-suspended');
  if (command.reason.trim() === '') return refuse('reason-needed');
  const recording = new Recording(state);
  endSuspension(recording, { because: 'resumed', reason: command.reason.trim(), on: command.calendar.today });
  askWhenNothingIsDue(recording, command);
  return accept(...recording.events);
};
