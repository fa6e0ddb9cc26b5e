import { describe, expect, it } from '@jest/globals';
import { yearsOfBankHolidays } from '@rms/nhs';
import { StartRefused } from '@rms/service-kit/standing';
import { destinationOf } from './destination.js';

const now = Date.parse('2026-03-04T09:00:00.000Z');

describe('where a period leads the training clock', () => {
  it('is so much later, at the same time of day in England', () => {
    expect(new Date(destinationOf(now, '3 months')).toISOString()).toBe('2026-06-04T08:00:00.000Z');
    expect(destinationOf(now, '12h')).toBe(now + 12 * 3_600_000);
  });
  it.each(['soon', '', '-3 days', '11 years'])('is nowhere for “%s”', (period) =>
    expect(() => destinationOf(now, period)).toThrow(StartRefused),
  );
  it('is not beyond the bank holidays that are known: no deadline could be set there', () =>
    expect(() => destinationOf(Date.parse(`${String(yearsOfBankHolidays.last)}-01-01T00:00:00.000Z`), '1 day')).toThrow(/bank holidays/));
});
