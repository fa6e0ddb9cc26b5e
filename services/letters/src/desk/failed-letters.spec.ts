import { describe, expect, it } from '@jest/globals';
import { FailedLetters } from './failed-letters.js';

const at = (seconds: number): string => new Date(Date.UTC(2026, 2, 4, 9, 0, seconds)).toISOString();

describe('letters with which something failed', () => {
  it('are tried again after a pause that doubles up to a minute', () => {
    const letters = new FailedLetters();
    const pauses = Array.from({ length: 9 }, () => letters.failed('one', at(0)));
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
    expect([letters.mayBeTried('one', at(59)), letters.mayBeTried('one', at(60))]).toEqual([false, true]);
  });

  it('keep no other from its turn, and begin with a short pause again once something went well', () => {
    const letters = new FailedLetters();
    letters.failed('one', at(0));
    letters.failed('one', at(5));
    expect([letters.mayBeTried('two', at(5)), letters.next(at(5))]).toEqual([true, at(7)]);
    letters.wentWell('one');
    expect([letters.mayBeTried('one', at(5)), letters.next(at(5))]).toEqual([true, undefined]);
    expect(letters.failed('one', at(9))).toBe(1000);
  });

  it('are forgotten when their turn has come and nothing was to be done with them', () => {
    const letters = new FailedLetters();
    letters.failed('cancelled', at(0));
    letters.failed('one', at(9));
    expect(letters.next(at(9))).toBe(at(10));
    letters.wentWell('one');
    expect(letters.next(at(9))).toBeUndefined();
  });
});
