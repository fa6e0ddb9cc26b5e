import { describe, expect, it } from '@jest/globals';
import { bankHolidays, parseCivilDate } from '@rms/nhs';
import { daysDeclared, readHoliday } from './holiday.reading.js';

const typed = { 'from-day': '29', 'from-month': '12', 'from-year': '2026', name: 'Clinic closed', reason: 'Moving' };
const last = (day: string) => ({ 'to-day': day, 'to-month': '12', 'to-year': '2026' });
const errorsOf = (values: Readonly<Record<string, string>>): readonly string[] => {
  const read = readHoliday(values);
  return read.ok ? [] : read.errors.map(({ field }) => field);
};

describe('the form that declares days off', () => {
  it('is for one day where no last day is typed', () => {
    expect(readHoliday(typed)).toEqual({
      ok: true,
      typed: { from: '2026-12-29', to: '2026-12-29', name: 'Clinic closed', reason: 'Moving' },
    });
  });
  it('is for all days to the last', () => {
    expect(readHoliday({ ...typed, ...last('31') })).toMatchObject({ typed: { to: '2026-12-31' } });
  });
  it('names every field that is missing or wrong', () => {
    expect(errorsOf({})).toEqual(['from', 'name', 'reason']);
    expect(errorsOf({ ...typed, ...last('28') })).toEqual(['to']);
    expect(errorsOf({ ...typed, ...last('32') })).toEqual(['to']);
    expect(errorsOf({ ...typed, 'to-day': '30' })).toEqual(['to']);
    expect(errorsOf({ ...typed, name: 'x'.repeat(101), reason: 'x'.repeat(2001) })).toEqual(['name', 'reason']);
  });
});

describe('the days that are declared', () => {
  it('are those that would be worked', () => {
    const span = { from: parseCivilDate('2026-12-24')!, to: parseCivilDate('2026-12-30')! };
    expect(daysDeclared(span, bankHolidays)).toEqual([
      'Thursday 24 December 2026',
      'Tuesday 29 December 2026',
      'Wednesday 30 December 2026',
    ]);
  });
});
