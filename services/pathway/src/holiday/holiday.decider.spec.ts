import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { holidayDecider, type HolidayCommand, type HolidayEvent } from './holiday.decider.js';

const given = scenario(holidayDecider);
const today = '2026-12-01';
type Declare = Extract<HolidayCommand, { readonly type: 'DeclareHolidays' }>;
const declare = (more: Partial<Declare> = {}): Declare => ({
  type: 'DeclareHolidays',
  from: '2026-12-29',
  to: '2026-12-29',
  name: 'Clinic closed',
  reason: 'Move to the new building',
  today,
  ...more,
});
const withdraw = (on: string, reason = 'The move is put off'): HolidayCommand => ({ type: 'WithdrawHoliday', on, reason, today });
const declared = (...days: readonly string[]): HolidayEvent => ({
  type: 'HolidaysDeclared',
  days: days.map((on) => ({ on, name: 'Clinic closed' })),
  reason: 'Move to the new building',
});

describe('declaring holidays of a trust', () => {
  it('records one day with its name and the reason', () => {
    given().when(declare()).then(declared('2026-12-29'));
  });
  it('records of several days only those that would be worked: no weekend, no bank holiday, none twice', () => {
    given(declared('2026-12-30'))
      .when(declare({ from: '2026-12-24', to: '2027-01-03' }))
      .then(declared('2026-12-24', '2026-12-29', '2026-12-31'));
  });
  it('takes today', () => {
    given()
      .when(declare({ from: today, to: today }))
      .then(declared(today));
  });
  it.each([
    ['name-needed', { name: ' ' }],
    ['holiday-reason-needed', { reason: '' }],
    ['end-before-start', { to: '2026-12-28' }],
    ['holiday-in-the-past', { from: '2026-11-30', to: '2026-12-02' }],
    ['too-many-days', { from: '2026-12-02', to: '2027-01-02' }],
    ['holiday-too-far', { from: '2028-12-04', to: '2028-12-04' }],
    ['holiday-too-far', { from: '2099-12-31', to: '2100-01-01', today: '2099-06-01' }],
    ['no-working-day', { from: '2026-12-25', to: '2026-12-28' }],
  ] as const)('is refused: %s', (refusal, more) => {
    given().when(declare(more)).thenRefused(refusal);
  });
  it('is refused for a day that was declared before', () => {
    given(declared('2026-12-29')).when(declare()).thenRefused('no-working-day');
  });
});

describe('withdrawing a holiday of a trust', () => {
  it('records which day and why, and the day is worked again', () => {
    const before = given(declared('2026-12-29', '2026-12-30'));
    before.when(withdraw('2026-12-29')).then({ type: 'HolidayWithdrawn', on: '2026-12-29', reason: 'The move is put off' });
    const after = given(declared('2026-12-29', '2026-12-30'), { type: 'HolidayWithdrawn', on: '2026-12-29', reason: 'x' });
    expect(after.state.days.map(({ on }) => on)).toEqual(['2026-12-30']);
    after.when(declare()).then(declared('2026-12-29'));
  });
  it('is refused without a reason, for a day that is past, and for one that is none of the trust’s own', () => {
    const past = given(declared('2026-11-30', '2026-12-29'));
    past.when(withdraw('2026-12-29', ' ')).thenRefused('holiday-reason-needed');
    past.when(withdraw('2026-11-30')).thenRefused('holiday-in-the-past');
    past.when(withdraw('2026-12-25')).thenRefused('no-such-holiday');
  });
});
