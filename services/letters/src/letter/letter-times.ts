import { addDays, addWorkingDays, instantFromMillis, londonDateOf, millisOf, parseInstant, type CivilDate, type Holidays } from '@rms/nhs';

/** The moment, the day in England and the days on which nobody works: what a decision about dates needs. */
export interface Calendar {
  readonly now: string;
  readonly today: string;
  readonly holidays: Holidays;
  readonly times: LetterTimes;
}

/** How long a letter may stay in each state, and how long a reassuring one cools off. A trust's own to decide. */
export interface LetterTimes {
  readonly approveWithinWorkingDays: number;
  readonly handOverWithinWorkingDays: number;
  readonly proofWithinWorkingDays: number;
  /** Absent for a carrier who never proves a delivery: post that does not come back. */
  readonly deliveryWithinWorkingDays?: number;
  readonly attendWithinWorkingDays: number;
  /** A correction often comes on the heels of a result: good news is not handed over in the same minutes. */
  readonly coolingMinutes: number;
  /** An address that nobody has confirmed for so long is asked for again before a letter goes there. */
  readonly addressGoodForDays: number;
}

export const usualTimes: LetterTimes = {
  approveWithinWorkingDays: 2,
  handOverWithinWorkingDays: 1,
  proofWithinWorkingDays: 3,
  deliveryWithinWorkingDays: 10,
  attendWithinWorkingDays: 1,
  coolingMinutes: 10,
  addressGoodForDays: 366,
};

/** The calendar at a moment. */
export const calendarAt = (now: string, holidays: Holidays, times: LetterTimes): Calendar => {
  const instant = parseInstant(now);
  return { now, today: instant === undefined ? '' : londonDateOf(instant), holidays, times };
};

type Span = 'approveWithinWorkingDays' | 'handOverWithinWorkingDays' | 'proofWithinWorkingDays' | 'attendWithinWorkingDays';

/** The last day on which a step is still in time. */
export const withinWorkingDays = ({ today, holidays, times }: Calendar, span: Span): string =>
  addWorkingDays(today as CivilDate, times[span], holidays);

/** The same for a letter that was promised by a day: the promise does not pass in silence, and what is late already has until tonight. */
export const withinThePromise = (calendar: Calendar, span: Span, promisedBy: string): string => {
  const [day, latest] = [withinWorkingDays(calendar, span), promisedBy < calendar.today ? calendar.today : promisedBy];
  return latest < day ? latest : day;
};

/** The last day for proof of delivery; nothing where the carrier gives none. */
export const deliveryBy = ({ today, holidays, times }: Calendar): string | undefined =>
  times.deliveryWithinWorkingDays === undefined ? undefined : addWorkingDays(today as CivilDate, times.deliveryWithinWorkingDays, holidays);

/** The first moment at which an approved letter may leave. */
export const handOverFrom = ({ now, times }: Calendar, cools: boolean): string => {
  const instant = parseInstant(now);
  return instant === undefined || !cools ? now : instantFromMillis(millisOf(instant) + times.coolingMinutes * 60_000);
};

/** The day after a date: the first on which a deadline has passed. */
export const dayAfter = (on: string): string => addDays(on as CivilDate, 1);
