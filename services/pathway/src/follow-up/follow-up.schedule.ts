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

type Dated = Pick<Started, 'tests' | 'done' | 'recalls' | 'closesOn' | 'closingAsked'>;

/** The day on which a clinician is to be asked how follow-up ends; none once that has been asked, or where the protocol names none. */
export const closingDate = ({ closesOn, closingAsked }: Pick<Dated, 'closesOn' | 'closingAsked'>): string | undefined =>
  closingAsked === true ? undefined : closesOn;

/** The next date on which something is to happen of itself: the next test, the recall or the end, whichever is first. */
export const nextDate = (state: Dated): string | undefined =>
  [
    ...openTests(state).map((test) => test.dueOn),
    ...Object.values(state.recalls).map((recall) => recall.on),
    ...[closingDate(state)].filter((on) => on !== undefined),
  ].sort()[0];

/** Has the day come on which a clinician is asked how follow-up ends, with nothing else still to be done? */
export const isToBeClosed = (state: Dated, today: string): boolean => {
  const on = closingDate(state);
  return on !== undefined && on <= today && openTests(state).length === 0 && Object.keys(state.recalls).length === 0;
};

/** Does somebody or something hold this patient? INV-14: an ending, an open review, or a next date. */
export const isHeld = (state: Started): boolean =>
  state.phase === 'ended' || Object.keys(state.reviews).length > 0 || nextDate(state) !== undefined;
