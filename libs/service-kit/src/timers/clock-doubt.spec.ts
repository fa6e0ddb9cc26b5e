import { describe, expect, it } from '@jest/globals';
import { doubtOf, doubtSentence, toleratedMs, type ClockReadings } from './clock-doubt.js';

const began = { system: 1_000_000_000, monotonic: 5_000 };
const after = (ms: number, more: Partial<ClockReadings> = {}): ClockReadings => ({
  system: began.system + ms,
  monotonic: began.monotonic + ms,
  began,
  stored: began.system,
  ...more,
});

describe('whether the clock is believed', () => {
  it('believes one that goes on as time does', () => expect(doubtOf(after(86_400_000))).toBeUndefined());
  it.each([
    ['ten minutes ahead', toleratedMs, undefined],
    ['a moment more than ten minutes ahead', toleratedMs + 1, 'jumped'],
    ['ten minutes back', -toleratedMs, undefined],
    ['a moment more than ten minutes back', -toleratedMs - 1, 'jumped'],
    ['four hundred days ahead', 400 * 86_400_000, 'jumped'],
  ])('%s', (_, jump, why) => {
    const doubt = doubtOf(after(60_000, { system: began.system + 60_000 + jump, stored: 0 }));
    expect(doubt?.why).toBe(why);
  });
  it('does not believe a clock that stands more than ten minutes before what is stored', () => {
    const doubt = doubtOf(after(0, { stored: began.system + 3_600_000 }));
    expect(doubt).toEqual({ why: 'behind-the-store', byMs: -3_600_000 });
    expect(doubtSentence(doubt!)).toContain('60 minutes behind the newest record');
  });
  it('believes a store that is a little ahead', () => expect(doubtOf(after(0, { stored: began.system + toleratedMs }))).toBeUndefined());
});
