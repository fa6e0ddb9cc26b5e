import { addDays, weekdayOf, type CivilDate } from './civil-date.js';

/** Dates on which a clinic does not work though they are weekdays: a set of them, or whoever knows of any date. */
export type Holidays = Pick<ReadonlySet<string>, 'has'>;

const isWorkingDay = (date: CivilDate, holidays: Holidays): boolean =>
  !['Saturday', 'Sunday'].includes(weekdayOf(date)) && !holidays.has(date);

/** The date that is `count` working days after `from`: two working days after Friday is Tuesday. `count` is 0 or more. */
export const addWorkingDays = (from: CivilDate, count: number, holidays: Holidays): CivilDate => {
  let date = from;
  for (let left = count; left > 0;) {
    date = addDays(date, 1);
    if (isWorkingDay(date, holidays)) left -= 1;
  }
  return date;
};

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export const workingDaysBetween = (from: CivilDate, to: CivilDate, holidays: Holidays): number => {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (isWorkingDay(date, holidays)) count += 1;
  return count;
};
