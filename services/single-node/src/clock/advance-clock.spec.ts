import { describe, expect, it } from '@jest/globals';
import { instantText } from '@rms/event-sourcing';
import { advanceClock, type AdvanceParts } from './advance-clock.js';

const start = Date.parse('2026-03-10T09:00:00.000Z');
const later = (millis: number): string => instantText(start + millis);

/** A clock that goes on by itself by so many milliseconds each time it is read, and wake-ups at instants. */
const region = (pace: number, wakes: readonly string[], within = 1) => {
  const clock = { at: start };
  const seen = { woken: [] as string[], hops: [] as string[] };
  const now = (): number => (clock.at += pace);
  const parts: AdvanceParts = {
    clock: {
      now,
      moveTo: (millis) => {
        if (millis < now()) return Promise.resolve({ accepted: false, refusal: 'clock-goes-back' });
        clock.at = millis;
        return Promise.resolve({ accepted: true, events: [], repeated: false } as never);
      },
    },
    operator: 'test',
    quiet: () => Promise.resolve(),
    timers: [
      {
        name: 'test',
        next: (after) => Promise.resolve(wakes.find((at) => at > after)),
        wakeDue: () => {
          const due = wakes.filter((at) => at <= instantText(now()) && !seen.woken.includes(at));
          seen.woken.push(...due);
          return Promise.resolve(due.length);
        },
      },
    ],
    onHop: (at) => {
      seen.hops.push(at);
    },
    within,
  };
  return { parts, seen };
};

describe('moving the training clock on', () => {
  it('goes from one wake-up to the next, and wakes each once', async () => {
    const { parts, seen } = region(0, [later(1000), later(5000), later(90_000)]);
    await advanceClock(parts, start + 60_000);
    expect(seen.woken).toEqual([later(1000), later(5000)]);
    expect(seen.hops).toEqual([later(1000), later(5000), later(60_000)]);
  });

  it('takes what falls due within a minute together', async () => {
    const { parts, seen } = region(0, [later(1000), later(5000), later(90_000)], 60_000);
    await advanceClock(parts, start + 100_000);
    expect(seen.woken).toEqual([later(1000), later(5000), later(90_000)]);
    expect(seen.hops).toEqual([later(60_000), later(100_000)]);
  });

  it('is not stopped by wake-ups so close together that the clock reaches the next by itself', async () => {
    const close = Array.from({ length: 20 }, (_, n) => later(1000 + 5 * n));
    const { parts, seen } = region(4, close);
    await advanceClock(parts, start + 60_000);
    expect(seen.woken).toEqual(close);
  });
});
