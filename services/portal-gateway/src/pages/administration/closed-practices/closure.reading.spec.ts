import { describe, expect, it } from '@jest/globals';
import { parseCivilDate } from '@rms/nhs';
import { readClosure } from './closure.reading.js';

const today = parseCivilDate('2026-03-04')!;
const typed = {
  ods: 'z99001',
  name: 'Millpond Surgery',
  'closedOn-day': '31',
  'closedOn-month': '3',
  'closedOn-year': '2026',
  reason: 'Letter of the board',
};
const errorsIn = (values: Readonly<Record<string, string>>): readonly string[] => {
  const read = readClosure(values, today);
  return read.ok ? [] : read.errors.map(({ text }) => text);
};

describe('the form that records that a practice closed', () => {
  it('takes code, name, day and how it is known', () => {
    expect(readClosure(typed, today)).toEqual({
      ok: true,
      typed: { ods: 'Z99001', name: 'Millpond Surgery', closedOn: '2026-03-31', reason: 'Letter of the board' },
    });
  });
  it('takes a day in the past: it may be heard of late', () => {
    expect(errorsIn({ ...typed, 'closedOn-year': '2024' })).toEqual([]);
  });
  it('names every field that is missing or wrong', () => {
    expect(errorsIn({})).toEqual([
      'Enter the code of the practice as a letter and five digits, such as Z99001',
      'Enter the name of the practice',
      'Enter the day from which it is closed: day, month and year',
      'Enter how you know',
    ]);
    expect(errorsIn({ ...typed, 'closedOn-day': '32' })).toHaveLength(1);
    expect(errorsIn({ ...typed, 'closedOn-year': '2027' })).toEqual(['The day must be within a year']);
    expect(errorsIn({ ...typed, name: 'x'.repeat(201), reason: 'x'.repeat(2001) })).toHaveLength(2);
  });
});
