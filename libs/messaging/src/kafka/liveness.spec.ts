import { describe, expect, it } from '@jest/globals';
import { isStalled, standing, type Reading, type Standing } from './liveness.js';

const at = (end: number, dealt: number, through = dealt): Reading => ({ topic: 't', partition: 3, end, dealt, through });
const after = (...looks: readonly (readonly [at: number, reading: Reading])[]): readonly Standing[] =>
  looks.reduce<readonly Standing[]>((before, [now, reading]) => standing(before, [reading], now), []);

describe('a partition', () => {
  it('that has stood still with something unread for a minute is stalled', () => {
    const all = after([0, at(9, 4)], [30_000, at(11, 4)], [60_000, at(12, 4)]);
    expect(isStalled(all, 59_999, 60_000)).toEqual([]);
    expect(isStalled(all, 60_000, 60_000)).toEqual([{ ...at(12, 4), since: 0 }]);
  });
  it('that had nothing unread for an hour is not, when a record comes', () => {
    expect(isStalled(after([0, at(4, 4)], [3_600_000, at(5, 4)]), 3_600_000, 60_000)).toEqual([]);
  });
  it('that moves is not, however far behind it is, be it on a catch-up', () => {
    expect(isStalled(after([0, at(9000, 4)], [50_000, at(9000, 5)]), 100_000, 60_000)).toEqual([]);
    expect(isStalled(after([0, at(9000, -1, 7)], [50_000, at(9000, -1, 8)]), 100_000, 60_000)).toEqual([]);
  });
  it('is no other one', () => {
    const others = standing([{ ...at(9, 4), partition: 2, since: 0 }], [at(9, 4)], 60_000);
    expect(isStalled(others, 60_000, 60_000)).toEqual([]);
  });
});
