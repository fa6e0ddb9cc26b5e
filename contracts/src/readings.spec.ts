import { describe, expect, it } from '@jest/globals';
import { asksAClinician, countsAsDone, isReassuring } from './readings.js';
import { reading } from './vocabulary.js';

describe.each(reading.options)('a result read as %s', (name) => {
  it('is told as good news or put before a clinician, never both', () => expect(isReassuring(name) && asksAClinician(name)).toBe(false));
  it('goes to somebody unless it is only shown', () => expect(isReassuring(name) || asksAClinician(name)).toBe(name !== 'shown-only'));
  it('reassures nobody of a test that was not done', () => expect(isReassuring(name) && !countsAsDone(name)).toBe(false));
});
