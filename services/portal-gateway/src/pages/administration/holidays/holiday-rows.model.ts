import { bankHolidaysIn, parseCivilDate, showDate, weekdayOf, yearsOfBankHolidays } from '@rms/nhs';
import type { DayOff } from '@rms/service-kit';

/** One day on which the trust does not work. */
export interface HolidayRow {
  readonly on: string;
  readonly date: string;
  readonly weekday: string;
  readonly name: string;
  readonly whose: 'England' | 'Your trust';
  /** Whether it can be taken back: the trust's own, and not past. */
  readonly mayRemove: boolean;
}

const years = yearsOfBankHolidays;
/** The year a page is about: the one asked for, where its bank holidays are known, else the one of today. */
export const yearAsked = (asked: unknown, today: string): number => {
  const year = typeof asked === 'string' && /^\d{4}$/.test(asked) ? Number(asked) : NaN;
  return year >= years.first && year <= years.last ? year : Number(today.slice(0, 4));
};
/** The years beside one that have bank holidays to show. */
export const yearsBeside = (year: number): readonly number[] =>
  [year - 1, year + 1].filter((each) => each >= years.first && each <= years.last);
export const isYearKnown = (year: number): boolean => year >= years.first && year <= years.last;

/** Every day off of a year in order: the bank holidays of England, and the trust's own. */
export const holidayRows = (year: number, own: readonly DayOff[], today: string): readonly HolidayRow[] => {
  const england = isYearKnown(year) ? bankHolidaysIn(year).map((day) => ({ ...day, whose: 'England' as const })) : [];
  const trusts = own.filter(({ on }) => on.startsWith(String(year))).map((day) => ({ ...day, whose: 'Your trust' as const }));
  return [...england, ...trusts]
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .flatMap(({ on, name, whose }) => {
      const date = parseCivilDate(on);
      if (date === undefined) return [];
      return [{ on, date: showDate(date), weekday: weekdayOf(date), name, whose, mayRemove: whose === 'Your trust' && on >= today }];
    });
};
