import Holidays from 'date-holidays';

/** Bank holidays of England, first to last year inclusive, as `YYYY-MM-DD`. Public rules of the calendar; a proclaimed extra day is added by a trust. */
export const bankHolidaysOfEngland = (firstYear: number, lastYear: number): ReadonlySet<string> => {
  const calendar = new Holidays('GB', 'ENG', { types: ['bank', 'public'] });
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  return new Set(years.flatMap((year) => calendar.getHolidays(year)).map((holiday) => holiday.date.slice(0, 10)));
};
