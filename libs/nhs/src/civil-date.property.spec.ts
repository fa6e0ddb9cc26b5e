import { describe, it } from '@jest/globals';
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { addDays, daysBetween, parseCivilDate, weekdayOf, type CivilDate } from './civil-date.js';

const dates = fc
  .record({ year: fc.integer({ min: 1, max: 9998 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
  .map((parts) => Temporal.PlainDate.from(parts));
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const text = (date: Temporal.PlainDate): CivilDate => date.toString() as CivilDate;

describe('counting days', () => {
  it('is what the calendar says, in every year', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -366, max: 366 }), (date, days) => addDays(text(date), days) === text(date.add({ days }))),
      { numRuns: 2000, seed: 20261122 },
    );
    fc.assert(
      fc.property(dates, dates, (a, b) => daysBetween(text(a), text(b)) === a.until(b, { largestUnit: 'day' }).days),
      { numRuns: 2000, seed: 20261122 },
    );
    fc.assert(
      fc.property(dates, (date) => weekdayOf(text(date)) === weekdays[date.dayOfWeek - 1]),
      { numRuns: 2000, seed: 20261122 },
    );
  });
  it('reads every date of the calendar and no other', () => {
    const shapes = fc
      .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 }))
      .map(([y, m, d]) => `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
    const exists = (date: string): boolean => {
      try {
        Temporal.PlainDate.from(date, { overflow: 'reject' });
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(shapes, (date) => (parseCivilDate(date) === date) === exists(date)),
      { numRuns: 3000, seed: 20261122 },
    );
  });
});
