import { Temporal } from '@js-temporal/polyfill';
import { dateOfDay, dayMs } from './day-number.js';

declare const brand: unique symbol;

/** A date of the calendar as people write it, `2026-03-04`; never a midnight instant, so no time zone can shift it. */
export type CivilDate = string & { readonly [brand]: 'CivilDate' };

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const plain = (date: CivilDate): Temporal.PlainDate => Temporal.PlainDate.from(date);
// Days are counted from 1 January 1970: every deadline counts days, and the calendar's own arithmetic takes a hundred times as long.
const dayNumber = (date: string): number => {
  const millis = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(millis)) throw new RangeError(`${date} is not a date`);
  return millis / dayMs;
};
const civil = (day: number): CivilDate => {
  const date = dateOfDay(day);
  if (date === undefined) throw new RangeError(`${String(day)} days from 1970 are not of a year from 0 to 9999`);
  return date as CivilDate;
};

/** Reads `YYYY-MM-DD`; `undefined` for anything else and for dates that do not exist, such as 2026-02-30. */
export const parseCivilDate = (text: string): CivilDate | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const millis = Date.parse(`${text}T00:00:00Z`);
  const date = Number.isNaN(millis) ? undefined : civil(millis / dayMs);
  return date === text ? date : undefined;
};

/** `days` may be negative. */
export const addDays = (date: CivilDate, days: number): CivilDate => civil(dayNumber(date) + days);

/** Calendar months; the last day of a shorter month is used: 31 August plus six months is 28 or 29 February. */
export const addMonths = (date: CivilDate, months_: number): CivilDate => plain(date).add({ months: months_ }).toString() as CivilDate;

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from);

/** Whole years of age on a date. A person born on 29 February is a year older on 1 March of other years. */
export const ageOn = (born: CivilDate, on: CivilDate): number => {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
};

export const isOnOrBefore = (a: CivilDate, b: CivilDate): boolean => a <= b;

/** "4 March 2026" */
export const showDate = (date: CivilDate): string =>
  `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;

// 1 January 1970 was a Thursday.
/** "Wednesday" */
export const weekdayOf = (date: CivilDate): string => weekdays[(((dayNumber(date) + 3) % 7) + 7) % 7] ?? '';

/** A civil date as it is written for people; text that is no civil date as it stands. */
export const showDateText = (text: string): string => {
  const date = parseCivilDate(text);
  return date === undefined ? text : showDate(date);
};
