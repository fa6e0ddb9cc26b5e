import { describe, expect, it } from '@jest/globals';
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { instantFromMillis, londonDateOf, millisOf, parseInstant } from './instant.js';

const seed = 20261122;
const millis = fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9998-12-31T23:59:59Z') });
const written = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'millisecond' });
const read = (text: string): string | undefined => {
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' });
  } catch {
    return undefined;
  }
};

describe('an instant', () => {
  it('is written and read as the calendar has it, in every year', () => {
    fc.assert(
      fc.property(millis, (at) => instantFromMillis(at) === written(at) && millisOf(instantFromMillis(at)) === at),
      { numRuns: 2000, seed },
    );
  });
  it('is read where it is one, and only there', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
    const shapes = fc
      .tuple(
        fc.integer({ min: 1, max: 9999 }),
        two(14),
        two(33),
        two(25),
        two(62),
        two(62),
        fc.constantFrom('.000', '.120', '.9', ''),
        fc.constantFrom('Z', '+01:00', ''),
      )
      .map(([y, mo, d, h, mi, s, f, z]) => `${String(y).padStart(4, '0')}-${mo}-${d}T${h}:${mi}:${s}${f}${z}`);
    fc.assert(
      fc.property(shapes, (text) => parseInstant(text) === read(text)),
      { numRuns: 5000, seed },
    );
    expect(parseInstant('2026-02-28T24:00:00.000Z')).toBe(read('2026-02-28T24:00:00.000Z'));
    expect(parseInstant('2026-02-29T12:00:00.000Z')).toBeUndefined();
  });
  it('falls on the date that England has then, in summer and in winter and in years of double summer time', () => {
    const dateThen = (at: number): string =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString();
    const years = fc.integer({ min: Date.parse('1840-01-01T00:00:00Z'), max: Date.parse('2110-01-01T00:00:00Z') });
    const nearMidnight = years.map((at) => Math.round(at / 86_400_000) * 86_400_000 + ((at % 14_400_000) - 7_200_000));
    fc.assert(
      fc.property(fc.oneof(years, nearMidnight), (at) => londonDateOf(instantFromMillis(at)) === dateThen(at)),
      { numRuns: 3000, seed },
    );
  });
});
