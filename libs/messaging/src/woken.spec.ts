import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Woken } from './woken.js';

const counted = () => {
  const seen = { runs: 0, atOnce: 0, most: 0, release: (): void => undefined };
  const work = async (): Promise<void> => {
    seen.runs += 1;
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    await new Promise<void>((resolve) => {
      seen.release = resolve;
    });
    seen.atOnce -= 1;
  };
  return { seen, work };
};

describe('work that is woken', () => {
  it('runs once more, and not three times, when it was woken three times meanwhile', async () => {
    const { seen, work } = counted();
    const woken = new Woken(work, () => undefined);
    for (let n = 0; n < 4; n += 1) woken.wake();
    seen.release();
    await new Promise(setImmediate);
    seen.release();
    await woken.quiet();
    expect([seen.runs, seen.most]).toEqual([2, 1]);
  });

  it('tells of a failure and tries again by itself', async () => {
    const told: string[] = [];
    let runs = 0;
    const woken = new Woken(
      () => {
        runs += 1;
        return runs === 1 ? Promise.reject(new Error('away')) : Promise.resolve();
      },
      (error) => {
        told.push(String(error));
      },
    );
    woken.wake();
    await woken.quiet();
    expect([runs, told]).toEqual([2, ['Error: away']]);
  });

  it('is not to be woken once it was stopped, and stopping waits for what runs', async () => {
    const { seen, work } = counted();
    const woken = new Woken(work, () => undefined);
    woken.wake();
    const stopped = woken.stop();
    expect(woken.isStopped).toBe(true);
    seen.release();
    await stopped;
    woken.wake();
    expect([seen.runs, seen.atOnce]).toEqual([1, 0]);
  });

  it('wakes by itself after a while, and not once it was stopped', async () => {
    let runs = 0;
    const woken = new Woken(
      () => {
        runs += 1;
        return Promise.resolve();
      },
      () => undefined,
    );
    woken.wakeIn(1);
    await pause(20);
    expect(runs).toBe(1);
    woken.wakeIn(1);
    await woken.stop();
    await pause(20);
    expect(runs).toBe(1);
  });
});
