import { describe, expect, it } from '@jest/globals';
import { beginningOf, judge } from './where-to-begin.js';

describe('where a partition is read from', () => {
  it.each([
    ['the record before the place, to see that it is the same', '7', { low: 0, high: 9 }, { at: 6, looksBack: true }],
    ['the same at the end', '9', { low: 0, high: 9 }, { at: 8, looksBack: true }],
    ['the place itself, where nothing before it is held any more', '7', { low: 7, high: 9 }, { at: 7, looksBack: false }],
    ['the beginning of one that never held anything', '0', { low: 0, high: 0 }, { at: 0, looksBack: false }],
    ['its owner, where it holds less than was read', '10', { low: 0, high: 9 }, { doubt: 'beyond-the-end' }],
    ['its owner, where it no longer holds what was not read', '6', { low: 7, high: 9 }, { doubt: 'before-the-beginning' }],
  ])('is %s', (_, offset, ends, beginning) => {
    expect(beginningOf({ offset }, ends)).toEqual(beginning);
  });
  it('is its owner, where nobody knows what was read', () => {
    expect(beginningOf(undefined, { low: 0, high: 9 })).toEqual({ doubt: 'no-place' });
    expect(beginningOf({ offset: '-1' }, { low: 0, high: 9 })).toEqual({ doubt: 'no-place' });
  });
});

describe('a record', () => {
  const expected = { next: 5, through: 40, looksBack: false };
  it.each([
    ['is taken', expected, { offset: 5, position: 41 }, 'take'],
    ['is passed over where it was dealt with', expected, { offset: 5, position: 40 }, 'pass'],
    ['is taken where its envelope cannot be relied on', expected, { offset: 5 }, 'take'],
    ['too far on says that some are missing', expected, { offset: 6, position: 41 }, 'records-missing'],
    ['too far back says that the topic is another one', expected, { offset: 0, position: 1 }, 'made-anew'],
    ['looked back at is the same', { ...expected, looksBack: true }, { offset: 5, position: 40 }, 'pass'],
    ['looked back at may be one that could not be read', { ...expected, looksBack: true }, { offset: 5 }, 'pass'],
    ['looked back at is another one', { ...expected, looksBack: true }, { offset: 5, position: 41 }, 'made-anew'],
  ] as const)('%s', (_, before, record, verdict) => {
    expect(judge(before, record)).toBe(verdict);
  });
});
