import { closingDate, nextStepOn, openTests } from './ladder.dates.js';
import type { Started } from './follow-up.state.js';

/**
 * The next date on which something is to happen of itself: a test, the next step about one that was missed, the recall, or the
 * review of a suspension, or the day on which its end is decided, whichever is first. What waits for a clinician has no date of its own: its review holds the patient.
 */
export const nextDate = (state: Started): string | undefined =>
  [...datesOf(state), ...Object.values(state.recalls).map(({ on }) => on)].sort()[0];

const datesOf = (state: Started): readonly string[] => {
  const { suspension } = state;
  if (suspension !== undefined) return suspension.asked ? [] : [suspension.reviewOn];
  const tests = openTests(state).flatMap((test) => {
    const ladder = state.ladders[test.test];
    if (ladder === undefined) return [test.dueOn];
    return ladder.step === 'clinician' ? [] : [nextStepOn(state, test, ladder)];
  });
  return [...tests, ...[closingDate(state)].filter((on) => on !== undefined)];
};

/** Does somebody or something hold this patient? INV-14: an ending, an open review, or a next date. */
export const isHeld = (state: Started): boolean =>
  state.phase === 'ended' || Object.keys(state.reviews).length > 0 || nextDate(state) !== undefined;
