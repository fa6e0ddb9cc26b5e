import { describe, expect, it } from '@jest/globals';
import { WhenToLook } from './when-to-look.js';

const [noon, soon, inAMinute] = ['2026-03-04T12:00:00.000Z', '2026-03-04T12:00:20.000Z', '2026-03-04T12:01:00.000Z'];

describe('when the letters desk looks for what is due', () => {
  it('looks at the beginning, and again until it finds nothing', () => {
    const look = new WhenToLook();
    expect(look.isTime(noon)).toBe(true);
    expect(look.isTime(noon)).toBe(true);
    look.foundNothing(noon, undefined);
    expect(look.isTime(noon)).toBe(false);
  });
  it('looks when the next thing that it knows of falls due', () => {
    const look = new WhenToLook();
    look.foundNothing(noon, soon);
    expect([look.isTime(noon), look.isTime(soon)]).toEqual([false, true]);
  });
  it('looks when it hears of a letter, from when there is something to be done with it', () => {
    const look = new WhenToLook();
    look.foundNothing(noon, undefined);
    look.hearsOf('2026-03-05T09:00:00.000Z');
    expect(look.isTime(soon)).toBe(false);
    look.hearsOf(soon);
    expect(look.isTime(soon)).toBe(true);
    look.foundNothing(noon, undefined);
    look.hearsOf('2026-03-01T09:00:00.000Z');
    expect(look.isTime(noon)).toBe(true);
  });
  it('looks after a minute in any case', () => {
    const look = new WhenToLook();
    look.foundNothing(noon, '2026-04-01T09:00:00.000Z');
    expect([look.isTime(soon), look.isTime(inAMinute)]).toEqual([false, true]);
  });
});
