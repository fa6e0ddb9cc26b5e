import { accept, type Decision } from '@rms/event-sourcing/pure';
import { considerResults } from './consider-results.js';
import type { EndReason, FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import { evolveFollowUp, type Started } from './follow-up.state.js';
import { openTests } from './ladder.dates.js';
import { Recording } from './recording.js';

type Of<Type extends FollowUpCommand['type']> = Extract<FollowUpCommand, { readonly type: Type }>;
type Decided = Decision<FollowUpEvent, FollowUpRefusal>;

/** Ends after which his results are still ours to look at: he lives, he was followed, and nobody else reads the same results here. */
const stillRead: readonly (EndReason | 'start-undone')[] = [
  'schedule-complete',
  'discharged',
  'transferred',
  'in-treatment',
  'patient-wish',
];
/** Is a result that comes after such an end still held against the follow-up? */
export const isStillRead = (because: string | undefined): boolean => stillRead.some((one) => one === because);

// What a clinician must see, or a test that the end rested on and that was not done after all.
const asksForSomebody = ({ because }: Started, events: readonly FollowUpEvent[]): boolean =>
  events.some(({ type }) => type === 'TestReopened')
    ? because === 'schedule-complete' || asksAboutAResult(events)
    : asksAboutAResult(events);
const asksAboutAResult = (events: readonly FollowUpEvent[]): boolean =>
  events.some((event) => event.type === 'ReviewOpened' && event.result !== undefined);

const isOfAKnownResult = ({ results }: Started, event: FollowUpEvent): boolean =>
  (event.type === 'ResultInterpreted' && results[event.considered.result] !== undefined) || event.type === 'ReadingWithdrawn';

/**
 * A result that was corrected, withdrawn or came only after follow-up had ended. Where a clinician must see it, follow-up goes on with
 * that review: an ending that nobody looks behind would be where a recurrence is lost. Tests that were still to come at its end are not
 * asked for again. Where nobody must, only what was known already is read anew, so that no letter about it waits for ever.
 */
export const considerAfterItsEnd = (command: Of<'ConsiderResults'>, state: Started): Decided => {
  if (!isStillRead(state.because)) return accept();
  const resumed = { type: 'FollowUpResumed', on: command.calendar.today, because: 'result' } as const;
  const recording = new Recording(evolveFollowUp(state, resumed) as Started);
  for (const { test } of openTests(state)) recording.add({ type: 'TestWaived', test, because: 'not-needed' });
  considerResults(recording, command.results, command);
  return asksForSomebody(state, recording.events)
    ? accept(resumed, ...recording.events)
    : accept(...recording.events.filter((event) => isOfAKnownResult(state, event)));
};
