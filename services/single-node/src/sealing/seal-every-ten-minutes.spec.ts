import { describe, expect, it, jest } from '@jest/globals';
import { sealEveryTenMinutes } from './seal-every-ten-minutes.js';
import type { Sealer } from './sealer.js';

const sealing = (fails = false) => {
  const sealed = { times: 0 };
  const told: unknown[] = [];
  const seal = (): Promise<never> => {
    sealed.times += 1;
    return fails ? Promise.reject(new Error('the history ends too early')) : (Promise.resolve() as Promise<never>);
  };
  return { sealed, told, start: () => sealEveryTenMinutes({ seal } as unknown as Sealer, (error) => told.push(error)) };
};

describe('sealing in the background', () => {
  it('is done at the start, every ten minutes and at the end', async () => {
    jest.useFakeTimers();
    const { sealed, start } = sealing();
    const running = start();
    expect(sealed.times).toBe(1);
    jest.advanceTimersByTime(10 * 60_000);
    expect(sealed.times).toBe(2);
    jest.advanceTimersByTime(30 * 60_000);
    expect(sealed.times).toBe(5);
    await running.stop();
    expect(sealed.times).toBe(6);
    jest.advanceTimersByTime(60 * 60_000);
    expect(sealed.times).toBe(6);
    jest.useRealTimers();
  });
  it('tells what goes wrong, and stops nothing', async () => {
    const { told, start } = sealing(true);
    await start().stop();
    expect(told.map(String)).toEqual(['Error: the history ends too early', 'Error: the history ends too early']);
  });
});
