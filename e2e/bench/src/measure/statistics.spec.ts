import { describe, expect, it } from '@jest/globals';
import { median, medianInterval, quantile, quantileInterval } from './statistics.js';

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index + 1);

describe('the median', () => {
  it('is the middle value, however they are ordered', () => expect(median([9, 1, 5])).toBe(5));
  it('is the mean of the two middle values of an even number', () => expect(median([4, 1, 2, 9])).toBe(3));
  it('of nothing is not a number', () => expect(median([])).toBeNaN());
});

describe('a quantile', () => {
  it('is the smallest value that the share does not exceed', () => {
    expect(quantile(upTo(100), 0.99)).toBe(99);
    expect(quantile(upTo(1000), 0.5)).toBe(500);
    expect(quantile([7], 0.99)).toBe(7);
  });
});

describe('the interval of a median', () => {
  it.each([
    [7, 1, 7, 0.984],
    [9, 2, 8, 0.961],
    [12, 3, 10, 0.961],
    [15, 4, 12, 0.965],
  ])('of %i rounds runs from the %i. to the %i. smallest', (rounds, low, high, coverage) => {
    const interval = medianInterval([...upTo(rounds)].reverse());
    expect(interval).toMatchObject({ low, high });
    expect(interval.coverage).toBeCloseTo(coverage, 3);
  });
  it('of too few rounds is all of them, and says that it is not sure', () => {
    const interval = medianInterval(upTo(3));
    expect(interval).toMatchObject({ low: 1, high: 3 });
    expect(interval.coverage).toBeCloseTo(0.75, 3);
  });
  it('is not moved by one round that the machine spoilt', () => expect(medianInterval([2, 2, 2, 2, 2, 2, 2, 2, 0.1]).low).toBe(2));
});

describe('the interval of a high quantile', () => {
  it('lies round its rank', () => {
    const interval = quantileInterval(upTo(1000), 0.99);
    expect(interval.low).toBeGreaterThanOrEqual(982);
    expect(interval.low).toBeLessThan(990);
    expect(interval.high).toBeGreaterThan(990);
    expect(interval.high).toBeLessThanOrEqual(998);
    expect(interval.coverage).toBeGreaterThan(0.95);
  });
  it('ends at the largest value where there are too few to know more', () => expect(quantileInterval(upTo(50), 0.99).high).toBe(50));
});
