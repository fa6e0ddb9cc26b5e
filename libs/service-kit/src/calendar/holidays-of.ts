import { bankHolidays, bankHolidaysOfEngland, yearsOfBankHolidays, type Holidays } from '@rms/nhs';
import type { Copies } from '@rms/read-models';
import { ownHolidays } from './holidays.projection.js';

const ownDays = async (copies: Copies, trust: string): Promise<readonly string[]> =>
  (await copies.of(ownHolidays).find(trust, {})).flatMap(({ days }) => days.map(({ on }) => on));

/** The days on which a trust does not work: the bank holidays of England and its own, of whatever year. */
export const holidaysOf = async (copies: Copies, trust: string): Promise<Holidays> => {
  const own = new Set(await ownDays(copies, trust));
  return { has: (date) => own.has(date) || bankHolidays.has(date) };
};

/**
 * The same as a list, from the year before a date to two years after it: as far as a deadline that is set on that day can reach.
 * Throws `BankHolidaysNotKnown` where the date itself lies outside the years that are known.
 */
export const holidaysAround = async (copies: Copies, trust: string, today: string): Promise<readonly string[]> => {
  const year = Number(today.slice(0, 4));
  const { first, last } = yearsOfBankHolidays;
  const bank = bankHolidaysOfEngland(Math.max(year - 1, Math.min(first, year)), Math.min(year + 2, Math.max(last, year)));
  return [...new Set([...bank, ...(await ownDays(copies, trust))])];
};
