import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { whenMadeAnew } from './made-anew.js';

const everyMs = 2000;

describe('a read model that is made anew under a process', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const watching = (open: () => Promise<number | undefined>, current: () => Promise<number>) => {
    const told: string[] = [];
    return { told, watch: whenMadeAnew({ open, current, everyMs, tell: () => told.push('another') }) };
  };

  it('is told of once, when another generation than the open one is current', async () => {
    let current = 1;
    const { told } = watching(
      () => Promise.resolve(1),
      () => Promise.resolve(current),
    );
    await jest.advanceTimersByTimeAsync(5 * everyMs);
    expect(told).toEqual([]);
    current = 2;
    await jest.advanceTimersByTimeAsync(5 * everyMs);
    expect(told).toEqual(['another']);
  });
  it('is not told of while none is open, nor where the database does not answer, nor once it was stopped', async () => {
    const now: { opened: number | undefined } = { opened: undefined };
    let current = (): Promise<number> => Promise.resolve(2);
    const { told, watch } = watching(
      () => Promise.resolve(now.opened),
      () => current(),
    );
    await jest.advanceTimersByTimeAsync(2 * everyMs);
    now.opened = 1;
    current = () => Promise.reject(new Error('away'));
    await jest.advanceTimersByTimeAsync(2 * everyMs);
    watch.stop();
    current = () => Promise.resolve(2);
    await jest.advanceTimersByTimeAsync(2 * everyMs);
    expect(told).toEqual([]);
  });
});
