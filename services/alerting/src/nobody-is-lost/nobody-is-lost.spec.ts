import { describe, expect, it } from '@jest/globals';
import { sweepingBackground } from './nobody-is-lost.js';

const settled = async (isSo: () => boolean): Promise<void> => {
  for (let n = 0; n < 200 && !isSo(); n += 1)
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
};
const never = 3_600_000;

describe('the sweep in the background', () => {
  it('looks soon after the start, and says when it cannot finish, and tries again later and not at once', async () => {
    const silences: unknown[] = [];
    let swept = 0;
    const sweep = (): Promise<void> => {
      swept += 1;
      return swept === 1 ? Promise.reject(new Error('pathway does not answer')) : Promise.resolve();
    };
    const background = sweepingBackground(sweep, (error) => silences.push(error), { firstAfterMs: 1, everyMs: never, againAfterMs: 600 });
    background.start();
    await settled(() => swept === 1);
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    expect([swept, silences]).toEqual([1, [new Error('pathway does not answer')]]);
    await settled(() => swept === 2);
    await background.stop();
    expect([swept, silences.length]).toEqual([2, 1]);
  });
  it('looks again and again, and stops when it is told', async () => {
    let swept = 0;
    const background = sweepingBackground(
      () => Promise.resolve((swept += 1)),
      () => undefined,
      { firstAfterMs: never, everyMs: 2, againAfterMs: never },
    );
    background.start();
    await settled(() => swept > 2);
    await background.stop();
    const until = swept;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    expect(swept).toBe(until);
  });
});
