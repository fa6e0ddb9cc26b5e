import { addDays, instantFromMillis, londonDateOf, millisOf, parseInstant, startOfDayIn, type CivilDate } from '@rms/nhs';
import type { Moment } from './reconcile.js';

const graceMs = 10 * 60_000;

/** The day in England at an instant. Throws on a text that is none. */
export const dateAt = (instant: string): CivilDate => {
  const parsed = parseInstant(instant);
  if (parsed === undefined) throw new Error(`${instant} is no instant`);
  return londonDateOf(parsed);
};

const before = (instant: string, millis: number): string => {
  const parsed = parseInstant(instant);
  return parsed === undefined ? '' : instantFromMillis(millisOf(parsed) - millis);
};

/** The moment of a reckoning from an instant: ten minutes are allowed for what one service owes another, a day for a date to be noticed. */
export const momentOf = (asOf: string): Moment => ({ yesterday: addDays(dateAt(asOf), -1), settledBefore: before(asOf, graceMs) });

/** The last instant of a day in England. */
export const endOfDay = (on: CivilDate): string => before(startOfDayIn(addDays(on, 1)), 1);
