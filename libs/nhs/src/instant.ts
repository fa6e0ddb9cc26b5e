import { Temporal } from '@js-temporal/polyfill';
import { showDate, type CivilDate } from './civil-date.js';
import { dateOfDay, dayMs, timeOfDay } from './day-number.js';

declare const brand: unique symbol;

/** A moment, in UTC with milliseconds: `2026-03-04T09:14:07.000Z`. Text order is time order. */
export type Instant = string & { readonly [brand]: 'Instant' };

const london = 'Europe/London';
const inUtc = (instant: Temporal.Instant): Instant => instant.toString({ smallestUnit: 'millisecond' }) as Instant;

/** Milliseconds since 1970 → instant. */
export const instantFromMillis = (millis: number): Instant => {
  const whole = Math.trunc(millis);
  const day = Math.floor(whole / dayMs);
  const date = dateOfDay(day);
  // What is no number is refused there, and the far future has more digits.
  if (date === undefined) return inUtc(Temporal.Instant.fromEpochMilliseconds(whole));
  return `${date}T${timeOfDay(whole - day * dayMs)}Z` as Instant;
};

export const millisOf = (instant: Instant): number => Date.parse(instant);

// As the system writes it itself: nearly every instant that is read was written here.
const canonical = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const isCanonical = (text: string): text is Instant => {
  const millis = canonical.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(millis) && instantFromMillis(millis) === text;
};

/** Reads an ISO 8601 instant with an offset or Z; `undefined` when it is none. */
export const parseInstant = (text: string): Instant | undefined => {
  if (text === '') return undefined;
  if (isCanonical(text)) return text;
  try {
    return inUtc(Temporal.Instant.from(text));
  } catch {
    return undefined;
  }
};

/**
 * The instant of a wall-clock time in a zone, such as `2026-03-29T01:30:00` in Europe/London. A time that the clocks skip or
 * repeat is read the way calendars do ("compatible"): the later reading of a gap, the earlier of a repeated hour.
 */
export const instantOf = (wallClock: string, zone: string): Instant =>
  inUtc(Temporal.PlainDateTime.from(wallClock).toZonedDateTime(zone).toInstant());

/** The first instant of a civil date in a zone. */
export const startOfDayIn = (date: CivilDate, zone: string = london): Instant =>
  inUtc(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).toInstant());

const civilDateAt = (instant: string): CivilDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(london).toPlainDate().toString() as CivilDate;

// Since 1900 the clocks of England stand whole hours from UTC: all of an hour is of one date, and the same few hours are asked after.
const datesOfHours = new Map<string, CivilDate>();
const hoursRemembered = 1000;
const dateOfHour = (hour: string): CivilDate => {
  const known = datesOfHours.get(hour);
  if (known !== undefined) return known;
  if (datesOfHours.size >= hoursRemembered) datesOfHours.clear();
  const date = civilDateAt(`${hour}:00:00Z`);
  datesOfHours.set(hour, date);
  return date;
};
const inWholeHours = /^(19|20)\d{2}-/;

/** The calendar date in England at that instant. */
export const londonDateOf = (instant: Instant): CivilDate =>
  inWholeHours.test(instant) ? dateOfHour(instant.slice(0, 13)) : civilDateAt(instant);

export const laterOf = (...instants: readonly [Instant, ...Instant[]]): Instant => instants.reduce((a, b) => (a > b ? a : b));

/** "09:14" in England; with seconds "09:14:07". */
export const showTime = (instant: Instant, precision: 'minute' | 'second' = 'minute'): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(london).toPlainTime().toString({ smallestUnit: precision, roundingMode: 'trunc' });

/** "4 March 2026, 09:14" in England. */
export const showInstant = (instant: Instant, precision: 'minute' | 'second' = 'minute'): string =>
  `${showDate(londonDateOf(instant))}, ${showTime(instant, precision)}`;

/** An instant as it is written for people; text that is no instant as it stands. */
export const showInstantText = (text: string, precision: 'minute' | 'second' = 'minute'): string => {
  const instant = parseInstant(text);
  return instant === undefined ? text : showInstant(instant, precision);
};
