import { describe, expect, it } from '@jest/globals';
import type { BusSubscription } from '@rms/messaging';
import { freshnessOf } from './freshness.js';

const subscription = (at: number, of: number): BusSubscription => ({
  progress: () => Promise.resolve({ at, of }),
  caughtUp: () => Promise.resolve(),
  stop: () => Promise.resolve(),
});
const now = '2026-03-04T09:14:07.000Z';

describe('how fresh a page is', () => {
  it('is up to date as of now when everything has been taken in, however long ago that was', async () => {
    expect(await freshnessOf(subscription(7, 7), now, '2026-03-01T09:00:00.000Z')).toEqual({
      asOf: '09:14:07',
      behind: false,
      isKnown: true,
      minutes: 0,
      text: 'up to date.',
    });
  });
  it('is as of the newest fact taken in while more is to come', async () => {
    expect(await freshnessOf(subscription(6, 7), now, '2026-03-04T09:14:00.000Z')).toEqual({
      asOf: '09:14:00',
      behind: false,
      isKnown: true,
      minutes: 0,
      text: 'updating.',
    });
  });
  it.each([
    ['09:13:47', 'updating.', false],
    ['09:13:46', 'Less than a minute behind.', true],
    ['09:13:07', '1 minute behind.', true],
    ['09:10:00', '4 minutes behind.', true],
  ])('as of %s at 09:14:07 is %s', async (time, text, behind) => {
    expect(await freshnessOf(subscription(6, 7), now, `2026-03-04T${time}.000Z`)).toMatchObject({ asOf: time, text, behind });
  });
  it('counts the whole minutes behind, for the warning over the worklist', async () => {
    expect((await freshnessOf(subscription(6, 7), now, '2026-03-04T08:14:08.000Z')).minutes).toBe(59);
  });
  it('counts as behind, and names no time and no minutes, when nobody can say how far it has come', async () => {
    expect(await freshnessOf(undefined, now, '2026-03-04T09:14:06.000Z')).toEqual({
      asOf: '',
      behind: true,
      isKnown: false,
      minutes: 0,
      text: 'It is not known how far behind this page is.',
    });
  });
  it('is as of now while nothing has been taken in at all', async () => {
    expect(await freshnessOf(subscription(0, 7), now, '')).toMatchObject({ asOf: '09:14:07', behind: false, text: 'updating.' });
  });
  it('shows the hour of London in summer', async () => {
    expect((await freshnessOf(subscription(7, 7), '2026-07-04T09:14:07.000Z', '')).asOf).toBe('10:14:07');
  });
  it('waits no longer than a moment for a read model that does not catch up', async () => {
    const stuck = { ...subscription(6, 7), caughtUp: () => new Promise<void>(() => undefined) };
    expect(await freshnessOf(stuck, now, '2026-03-04T09:14:00.000Z')).toMatchObject({ text: 'updating.' });
  });
});
