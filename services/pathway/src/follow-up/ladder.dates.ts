import type { ScheduledTest } from '@rms/contracts';
import { addDays } from '@rms/nhs';
import { isMadeFor, stillToBeDone, waitsFor } from '@rms/protocols';
import { civil } from './civil.js';
import type { Booking, Climbing, Ladder } from './climbing.js';

/** The latest of some dates; '' stands for none. */
export const later = (...dates: readonly string[]): string => dates.reduce((latest, date) => (date > latest ? date : latest), '');

/** Tests that are still to be done, earliest due first. */
export const openTests = ({ tests, done, waived }: Pick<Climbing, 'tests' | 'done' | 'waived'>): readonly ScheduledTest[] =>
  stillToBeDone(tests, { done: new Set(Object.keys(done)), waived: new Set(Object.keys(waived)) });

/** The day from which an open test is overdue and its ladder begins. */
export const overdueFrom = (state: Pick<Climbing, 'restarts' | 'laddersFrom'>, { test, overdueAfter }: ScheduledTest): string =>
  later(addDays(civil(overdueAfter), 1), state.restarts[test] ?? '', state.laddersFrom);

/** The open tests for which an appointment was made: those for which it counts, else the next one, if it opens soon. */
export const madeFor = (booking: Pick<Booking, 'kind' | 'on' | 'heardOn'>, open: readonly ScheduledTest[]): readonly ScheduledTest[] => {
  const counted = open.filter((test) => waitsFor(test, booking));
  return counted.length > 0 ? counted : open.filter((test) => isMadeFor(test, booking)).slice(0, 1);
};

/** The day of a ladder's next step: its date, or the day by which the result of an appointment can be there. */
export const nextStepOn = (state: Climbing, test: ScheduledTest, { nextOn }: Ladder): string =>
  later(
    nextOn,
    ...Object.values(state.bookings).flatMap((booking) =>
      booking.standing === 'booked' && waitsFor(test, booking) ? [booking.waitUntil] : [],
    ),
  );

/** Open tests that have no ladder yet: one of a kind at a time, because one sample does for all of a kind, and nobody gets two letters for it. */
export const withoutLadder = (state: Climbing): readonly ScheduledTest[] => {
  const climbing = new Set(Object.values(state.ladders).map(({ kind }) => kind));
  const first = new Map<string, ScheduledTest>();
  for (const test of openTests(state)) {
    const before = first.get(test.kind);
    if (climbing.has(test.kind) || (before !== undefined && overdueFrom(state, before) <= overdueFrom(state, test))) continue;
    first.set(test.kind, test);
  }
  return [...first.values()];
};

/** Open tests on a ladder whose next step has a date. */
export const onLadders = (state: Climbing): readonly { readonly test: ScheduledTest; readonly ladder: Ladder; readonly nextOn: string }[] =>
  openTests(state).flatMap((test) => {
    const ladder = state.ladders[test.test];
    return ladder === undefined || ladder.step === 'clinician' ? [] : [{ test, ladder, nextOn: nextStepOn(state, test, ladder) }];
  });

type Closing = Pick<Climbing, 'tests' | 'done' | 'waived' | 'recalls' | 'suspension' | 'closesOn' | 'closingAsked'>;

/** The day on which a clinician is to be asked how follow-up ends; none once that has been asked, or where the protocol names none. */
export const closingDate = ({ closesOn, closingAsked }: Pick<Closing, 'closesOn' | 'closingAsked'>): string | undefined =>
  closingAsked === true ? undefined : closesOn;

/** The day of its end, of a follow-up in which nothing else is still to be done; while it is suspended its end waits too. */
const closesItselfOn = (state: Closing): readonly string[] => {
  const on = closingDate(state);
  const isWaiting = state.suspension !== undefined || openTests(state).length > 0 || Object.keys(state.recalls).length > 0;
  return on === undefined || isWaiting ? [] : [on];
};

/** Has the day come on which a clinician is asked how follow-up ends, with nothing else still to be done? */
export const isToBeClosed = (state: Closing, today: string): boolean => closesItselfOn(state).some((on) => on <= today);

/**
 * The day on which the follow-up must be woken next; '' when nothing is to come. The one function for it: its state and its copy
 * are asked by it alike.
 */
export const wakeOn = (state: Climbing): string => {
  if (state.phase === 'ended') return '';
  if (state.suspension !== undefined) return state.suspension.asked ? '' : state.suspension.reviewOn;
  const steps = [...withoutLadder(state).map((test) => overdueFrom(state, test)), ...onLadders(state).map(({ nextOn }) => nextOn)];
  return [...steps, ...closesItselfOn(state)].sort()[0] ?? '';
};
