import { describe, expect, it } from '@jest/globals';
import { parseCivilDate } from '@rms/nhs';
import { readSuspension } from './suspension.reading.js';

const today = parseCivilDate('2026-03-04')!;
const on = (day: string, month: string, year: string) => ({ 'on-day': day, 'on-month': month, 'on-year': year });
const errors = (values: Readonly<Record<string, string>>, isSuspended = false) => {
  const read = readSuspension(values, today, isSuspended);
  return read.ok ? [] : read.errors.map(({ text }) => text);
};

describe('the form that suspends a follow-up', () => {
  it('reads its date of review and the reason', () =>
    expect(readSuspension({ ...on('4', '5', '2026'), reason: 'Abroad' }, today, false)).toEqual({
      ok: true,
      reason: 'Abroad',
      reviewOn: '2026-05-04',
    }));
  it.each([
    [{ reason: 'Abroad' }, 'Enter the date of the review: day, month and year'],
    [{ ...on('31', '2', '2027'), reason: 'Abroad' }, 'The date of the review must be a real date, such as 20 1 2026'],
    [{ ...on('3', '3', '2026'), reason: 'Abroad' }, 'The date of the review must be today or later'],
    [{ ...on('6', '3', '2027'), reason: 'Abroad' }, 'The date of the review must be within a year'],
    [{ ...on('4', '5', '2026') }, 'Enter your reason: it goes into the history'],
  ])('says how to mend %j', (values, text) => expect(errors(values)).toEqual([text]));
  it('asks for no date where it takes the follow-up up again', () => {
    expect(readSuspension({ reason: 'Back' }, today, true)).toEqual({ ok: true, reason: 'Back', reviewOn: undefined });
    expect(errors({}, true)).toEqual(['Enter your reason: it goes into the history']);
  });
});
