import type { ScheduledTest } from '@rms/contracts';
import { overtaken } from '@rms/protocols';
import type { Started } from './follow-up.state.js';

/** Tests that are still to be done: asked for, not done, and not made needless by a later one. Earliest due first. */
export const openTests = (state: Pick<Started, 'tests' | 'done'>): readonly ScheduledTest[] => {
  const missed = overtaken(state.tests, new Map(Object.entries(state.done)));
  return state.tests
    .filter((test) => test.required && state.done[test.test] === undefined && !missed.has(test.test))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
};

/** The next date on which something is to happen of itself: the next test or the recall, whichever is first. */
export const nextDate = (state: Pick<Started, 'tests' | 'done' | 'recalls'>): string | undefined =>
  [...openTests(state).map((test) => test.dueOn), ...Object.values(state.recalls).map((recall) => recall.on)].sort()[0];

/** Does somebody or something hold this patient? INV-14: an ending, an open review, or a next date. */
export const isHeld = (state: Started): boolean =>
  state.phase === 'ended' || Object.keys(state.reviews).length > 0 || nextDate(state) !== undefined;
