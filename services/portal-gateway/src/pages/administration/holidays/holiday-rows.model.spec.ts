import { describe, expect, it } from '@jest/globals';
import { holidayRows, yearAsked, yearsBeside } from './holiday-rows.model.js';

const own = [
  { on: '2026-03-02', name: 'Clinic closed' },
  { on: '2026-12-29', name: 'Clinic closed' },
  { on: '2027-01-04', name: 'Clinic closed' },
];

describe('the days on which a trust does not work', () => {
  it('are those of England beside its own, in order, and its own can be taken back while they are to come', () => {
    const rows = holidayRows(2026, own, '2026-06-01');
    expect(rows.map(({ on, whose, mayRemove }) => `${on} ${whose}${mayRemove ? ', can be taken back' : ''}`)).toEqual([
      '2026-01-01 England',
      '2026-03-02 Your trust',
      '2026-04-03 England',
      '2026-04-06 England',
      '2026-05-04 England',
      '2026-05-25 England',
      '2026-08-31 England',
      '2026-12-25 England',
      '2026-12-26 England',
      '2026-12-28 England',
      '2026-12-29 Your trust, can be taken back',
    ]);
    expect(rows[0]).toMatchObject({ date: '1 January 2026', weekday: 'Thursday', name: "New Year's Day" });
  });
  it('can be taken back on the day itself', () => {
    expect(holidayRows(2026, own, '2026-12-29').at(-1)?.mayRemove).toBe(true);
  });
  it('of a year whose bank holidays nobody knows are its own', () => {
    expect(holidayRows(2101, [{ on: '2101-01-04', name: 'x' }], '2101-01-01').map(({ on }) => on)).toEqual(['2101-01-04']);
  });
});

describe('the year of the page', () => {
  it.each([
    ['2027', 2027],
    [undefined, 2026],
    ['2012', 2026],
    ['2100', 2026],
    ['next', 2026],
  ])('asked for as %p is %p', (asked, year) => expect(yearAsked(asked, '2026-06-01')).toBe(year));
  it('has others beside it as far as they are known', () => {
    expect([yearsBeside(2026), yearsBeside(2013), yearsBeside(2099)]).toEqual([[2025, 2027], [2014], [2098]]);
  });
});
