import { describe, expect, it } from '@jest/globals';
import { isStalled, lastMoved, standing, type Reading, type Standing } from './liveness.js';

const at = (end: number, dealt: number, through = dealt): Reading => ({ topic: 't', partition: 3, end, dealt, through });
const after = (...looks: readonly (readonly [at: number, reading: Reading])[]): readonly Standing[] =>
  looks.reduce<readonly Standing[]>((before, [now, reading]) => standing(before, [reading], now), []);

const patience = { stalledAfterMs: 60_000, leftBehindAfterMs: 110_000 };
const nothingMoves = (now: number) => ({ now, movedAt: 0 });

describe('a partition', () => {
  it('that has stood still with something unread for a minute is stalled', () => {
    const all = after([0, at(9, 4)], [30_000, at(11, 4)], [60_000, at(12, 4)]);
    expect(isStalled(all, nothingMoves(59_999), patience)).toEqual([]);
    expect(isStalled(all, nothingMoves(60_000), patience)).toEqual([{ ...at(12, 4), since: 0 }]);
  });
  it('that had nothing unread for an hour is not, when a record comes', () => {
    expect(isStalled(after([0, at(4, 4)], [3_600_000, at(5, 4)]), nothingMoves(3_600_000), patience)).toEqual([]);
  });
  it('that moves is not, however far behind it is, be it on a catch-up', () => {
    expect(isStalled(after([0, at(9000, 4)], [50_000, at(9000, 5)]), nothingMoves(100_000), patience)).toEqual([]);
    expect(isStalled(after([0, at(9000, -1, 7)], [50_000, at(9000, -1, 8)]), nothingMoves(100_000), patience)).toEqual([]);
  });
  it('is no other one', () => {
    const others = standing([{ ...at(9, 4), partition: 2, since: 0 }], [at(9, 4)], 60_000);
    expect(isStalled(others, nothingMoves(60_000), patience)).toEqual([]);
  });
  it('that has not had its turn is given longer while others are dealt with, and not for ever', () => {
    const all = after([0, at(9, 4)], [100_000, at(9, 4)]);
    expect(isStalled(all, { now: 100_000, movedAt: 95_000 }, patience)).toEqual([]);
    expect(isStalled(all, { now: 100_000, movedAt: 40_000 }, patience)).toHaveLength(1);
    expect(isStalled(all, { now: 110_000, movedAt: 109_000 }, patience)).toHaveLength(1);
  });
});

describe('when anything was last dealt with', () => {
  const look = { now: 70_000, movedAt: 10_000 };
  it('is now, where any partition has moved since the look before', () => {
    expect(lastMoved([at(9, 4)], [at(9, 5)], look)).toBe(70_000);
    expect(lastMoved([at(9, -1, 7)], [at(9, -1, 8)], look)).toBe(70_000);
  });
  it('is what it was, where none has, or one was only given to this consumer', () => {
    expect(lastMoved([at(9, 4)], [at(12, 4)], look)).toBe(10_000);
    expect(lastMoved([], [at(9, 4)], look)).toBe(10_000);
  });
});
