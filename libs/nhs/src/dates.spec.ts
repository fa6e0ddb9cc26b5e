import { describe, expect, it } from '@jest/globals';
import { bankHolidays, bankHolidaysIn, bankHolidaysOfEngland } from './bank-holidays.js';
import { addDays, addMonths, ageOn, daysBetween, parseCivilDate, showDate, weekdayOf, type CivilDate } from './civil-date.js';
import { instantFromMillis, instantOf, londonDateOf, millisOf, parseInstant, showInstant, startOfDayIn } from './instant.js';
import { addWorkingDays, workingDaysBetween } from './working-days.js';

const on = (text: string): CivilDate => parseCivilDate(text)!;

describe('a civil date', () => {
  it('exists in the calendar or is refused', () => {
    expect(['2026-02-30', '2025-02-29', '2026-13-01', '04/03/2026', '2026-3-4', ''].map(parseCivilDate)).toEqual(Array(6).fill(undefined));
    expect(parseCivilDate('2024-02-29')).toBe('2024-02-29');
  });
  it('counts months to the last day of a shorter month', () =>
    expect([addMonths(on('2025-08-31'), 6), addMonths(on('2023-08-31'), 6)]).toEqual(['2026-02-28', '2024-02-29']));
  it('counts days across a change of the clocks', () =>
    expect([addDays(on('2026-03-28'), 2), daysBetween(on('2026-03-28'), on('2026-03-30'))]).toEqual(['2026-03-30', 2]));
  it('gives an age in whole years, on the birthday and the day before', () =>
    expect([ageOn(on('1957-05-12'), on('2026-05-11')), ageOn(on('1957-05-12'), on('2026-05-12'))]).toEqual([68, 69]));
  it('gives a person born on 29 February a birthday on 1 March', () =>
    expect([ageOn(on('1960-02-29'), on('2026-02-28')), ageOn(on('1960-02-29'), on('2026-03-01'))]).toEqual([65, 66]));
  it('is shown as people write it', () =>
    expect(`${weekdayOf(on('2026-03-04'))} ${showDate(on('2026-03-04'))}`).toBe('Wednesday 4 March 2026'));
});

describe('an instant', () => {
  it('is the date in England, summer and winter', () =>
    expect(['2026-07-01T23:30:00Z', '2026-01-01T23:30:00Z'].map((t) => londonDateOf(parseInstant(t)!))).toEqual([
      '2026-07-02',
      '2026-01-01',
    ]));
  it('is read from a wall clock in the night the clocks go forward', () =>
    expect(instantOf('2026-03-29T01:30:00', 'Europe/London')).toBe('2026-03-29T01:30:00.000Z'));
  it('starts a day in England at midnight there', () => expect(startOfDayIn(on('2026-07-01'))).toBe('2026-06-30T23:00:00.000Z'));
  it('is shown in England', () => expect(showInstant(parseInstant('2026-07-01T08:14:07Z')!, 'second')).toBe('1 July 2026, 09:14:07'));
  it('goes to milliseconds and back', () =>
    expect(instantFromMillis(millisOf(parseInstant('2026-03-04T09:14:07.123Z')!))).toBe('2026-03-04T09:14:07.123Z'));
  it('is refused without an offset', () => expect(parseInstant('2026-03-04T09:14')).toBeUndefined());
});

describe('working days', () => {
  const holidays = bankHolidaysOfEngland(2025, 2027);
  it('skip weekends and bank holidays', () =>
    expect([addWorkingDays(on('2026-03-06'), 2, holidays), addWorkingDays(on('2026-04-02'), 1, holidays)]).toEqual([
      '2026-03-10',
      '2026-04-07',
    ]));
  it('are counted after the first date', () => expect(workingDaysBetween(on('2026-03-06'), on('2026-03-10'), holidays)).toBe(2));
  it('know the weekdays that GOV.UK lists as bank holidays of England in 2026, substitute day included', () =>
    expect([...holidays].filter((d) => d.startsWith('2026') && !['Saturday', 'Sunday'].includes(weekdayOf(on(d))))).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-05-25',
      '2026-08-31',
      '2026-12-25',
      '2026-12-28',
    ]));
  it('know the extra and the moved bank holidays that were proclaimed', () =>
    expect(
      ['2020-05-04', '2020-05-08', '2022-05-30', '2022-06-02', '2022-06-03', '2022-09-19', '2023-05-08'].map((d) => bankHolidays.has(d)),
    ).toEqual([false, true, false, true, true, true, true]));
  it('are known of a date years away, where a training clock may stand', () =>
    expect([addWorkingDays(on('2041-12-24'), 1, bankHolidays), bankHolidays.has('2041-12-25')]).toEqual(['2041-12-27', true]));
  it('are named', () => expect(bankHolidaysIn(2026)[0]).toEqual({ on: '2026-01-01', name: "New Year's Day" }));
  it.each([2012, 2100, NaN])('are refused in a sentence for %d, whose bank holidays nobody knows', (year) =>
    expect(() => bankHolidaysIn(year)).toThrow(`The bank holidays of England are known from 2013 to 2099, not for ${String(year)}.`),
  );
});
