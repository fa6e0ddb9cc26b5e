import {
  addDays,
  instantFromMillis,
  instantOf,
  londonDateOf,
  millisOf,
  weekdayOf,
  type CivilDate,
  type Holidays,
  type Instant,
} from '@rms/nhs';

/** When a trust's teams are at work. Times of day are wall-clock times in England, `09:00`. */
export interface WorkingTime {
  readonly opens: string;
  readonly closes: string;
  readonly days: readonly string[];
  /** Bank holidays and the trust's own closed days. */
  readonly holidays: Holidays;
  /** The role that is on call while the teams are not at work, if the trust has one. */
  readonly onCall?: string;
}

const zone = 'Europe/London';
const minuteMs = 60_000;

export const isWorkingDate = (date: CivilDate, time: WorkingTime): boolean =>
  time.days.includes(weekdayOf(date)) && !time.holidays.has(date);
export const openingOn = (date: CivilDate, { opens }: WorkingTime): Instant => instantOf(`${date}T${opens}:00`, zone);
export const closingOn = (date: CivilDate, { closes }: WorkingTime): Instant => instantOf(`${date}T${closes}:00`, zone);

/** The working date that is `count` working days after a date; `count` is 1 or more. */
export const workingDateAfter = (from: CivilDate, count: number, time: WorkingTime): CivilDate => {
  let date = from;
  for (let left = count; left > 0;) {
    date = addDays(date, 1);
    if (isWorkingDate(date, time)) left -= 1;
  }
  return date;
};

/** The last working day on or before a date, and not before another; the date itself where none lies between. */
export const lastWorkingDateBy = (by: CivilDate, from: CivilDate, time: WorkingTime): CivilDate => {
  for (let date = by; date >= from; date = addDays(date, -1)) if (isWorkingDate(date, time)) return date;
  return by;
};

export const isAtWork = (at: Instant, time: WorkingTime): boolean => {
  const date = londonDateOf(at);
  return isWorkingDate(date, time) && at >= openingOn(date, time) && at < closingOn(date, time);
};

/** The moment itself while the teams are at work, else when they next open. */
export const openFrom = (at: Instant, time: WorkingTime): Instant => {
  if (isAtWork(at, time)) return at;
  const date = londonDateOf(at);
  if (isWorkingDate(date, time) && at < openingOn(date, time)) return openingOn(date, time);
  return openingOn(workingDateAfter(date, 1, time), time);
};

/** The moment after so many minutes of work. An hour from a Friday at 16:30, with work until 17:00, ends on Monday at 09:30. */
export const addWorkingMinutes = (from: Instant, minutes: number, time: WorkingTime): Instant => {
  let at = openFrom(from, time);
  for (let left = minutes * minuteMs; ;) {
    const closing = closingOn(londonDateOf(at), time);
    const room = millisOf(closing) - millisOf(at);
    if (left <= room) return instantFromMillis(millisOf(at) + left);
    left -= room;
    at = openFrom(closing, time);
  }
};
