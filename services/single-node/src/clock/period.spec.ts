import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@rms/nhs';
import { laterBy, parsePeriod } from './period.js';

describe('a period for the training clock', () => {
  it.each([
    ['3 months', { months: 3 }],
    ['3m', { months: 3 }],
    ['P3M', { months: 3 }],
    ['1 year', { months: 12 }],
    ['90d', { days: 90 }],
    ['6 weeks', { days: 42 }],
    ['p2w', { days: 14 }],
    ['12 hours', { hours: 12 }],
    ['PT12H', { hours: 12 }],
  ])('%s', (text, period) => expect(parsePeriod(text)).toEqual(period));
  it.each(['', '0 days', '-3 days', 'soon', '3', '3 fortnights', '11 years', 'P3', 'PT3M', '1.5 days'])('refuses “%s”', (text) =>
    expect(parsePeriod(text)).toBeUndefined(),
  );
  it('keeps the time of day in England over the change to summer time', () =>
    expect(laterBy(parseInstant('2026-03-28T09:30:00Z')!, { days: 1 })).toBe('2026-03-29T08:30:00.000Z'));
  it('ends a month on its last day', () =>
    expect(laterBy(parseInstant('2026-01-31T12:00:00Z')!, { months: 1 })).toBe('2026-02-28T12:00:00.000Z'));
  it('counts hours as they pass', () =>
    expect(laterBy(parseInstant('2026-03-29T00:30:00Z')!, { hours: 2 })).toBe('2026-03-29T02:30:00.000Z'));
});
