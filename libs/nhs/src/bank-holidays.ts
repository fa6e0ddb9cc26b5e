import Holidays from 'date-holidays';
import type { Holidays as DaysOff } from './working-days.js';

/** A bank holiday and what it is called. */
export interface BankHoliday {
  readonly on: string;
  readonly name: string;
}

/**
 * The years for which the bank holidays of England are known by the rules of the calendar. Before them proclaimed days are missing;
 * after them nobody has looked. GOV.UK announces about two years ahead: later ones may still be moved by proclamation.
 */
export const yearsOfBankHolidays = { first: 2013, last: 2099 } as const;

/** A year outside those that are known. Working days that ended up wrong in silence would put every deadline out. */
export class BankHolidaysNotKnown extends RangeError {
  constructor(year: number) {
    const { first, last } = yearsOfBankHolidays;
    super(`The bank holidays of England are known from ${String(first)} to ${String(last)}, not for ${String(year)}.`);
    this.name = 'BankHolidaysNotKnown';
  }
}

const calendar = new Holidays('GB', 'ENG', { types: ['bank', 'public'] });
const reckoned = new Map<number, readonly BankHoliday[]>();

/** The bank holidays of England in one year, in order. Throws `BankHolidaysNotKnown` outside the years that are known. */
export const bankHolidaysIn = (year: number): readonly BankHoliday[] => {
  if (!(year >= yearsOfBankHolidays.first && year <= yearsOfBankHolidays.last)) throw new BankHolidaysNotKnown(year);
  const known = reckoned.get(year) ?? calendar.getHolidays(year).map(({ date, name }) => ({ on: date.slice(0, 10), name }));
  reckoned.set(year, known);
  return known;
};

/** Bank holidays of England, first to last year inclusive, as `YYYY-MM-DD`. Throws `BankHolidaysNotKnown` outside the years that are known. */
export const bankHolidaysOfEngland = (firstYear: number, lastYear: number): ReadonlySet<string> => {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  return new Set(years.flatMap(bankHolidaysIn).map(({ on }) => on));
};

/**
 * The bank holidays of England, of whatever year a date is asked of: a training clock may stand years away from the machine's.
 * Asking of a date outside the years that are known throws `BankHolidaysNotKnown`.
 */
export const bankHolidays: DaysOff = { has: (date) => bankHolidaysIn(Number(date.slice(0, 4))).some(({ on }) => on === date) };
