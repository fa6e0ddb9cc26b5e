import { describe, expect, it } from '@jest/globals';
import type { BusSubscription } from '@rms/messaging';
import { gaugesOfBus, gaugesOfRelay } from './gauges-of-the-bus.js';

const subscription = (more: object = {}): BusSubscription =>
  ({ progress: () => Promise.resolve({ at: 3, of: 10 }), ...more }) as unknown as BusSubscription;
const valuesOf = async (asked: BusSubscription | undefined): Promise<Readonly<Record<string, unknown>>> =>
  Object.fromEntries((await gaugesOfBus(asked)).map(({ name, values }) => [name, values]));

describe('the numbers of a bus', () => {
  it('say how far a service is behind, whatever the bus', async () => {
    expect(await valuesOf(subscription())).toEqual({ rms_bus_behind: [{ value: 7 }] });
  });
  it('say more of a broker: each topic, the oldest fact that waits in seconds, and what went wrong', async () => {
    const metrics = () => ({
      group: 'letters',
      lag: { 'rms.results': 2 },
      oldestUnreadMs: 1500,
      duplicates: 3,
      incidents: 1,
      unreadable: 0,
    });
    expect(await valuesOf(subscription({ metrics }))).toMatchObject({
      rms_bus_unread: [{ labels: { topic: 'rms.results' }, value: 2 }],
      rms_bus_oldest_unread_seconds: [{ value: 1.5 }],
      rms_bus_duplicates_total: [{ value: 3 }],
      rms_bus_incidents_total: [{ value: 1 }],
      rms_bus_unreadable_total: [{ value: 0 }],
    });
  });
  it('are none before it hears anything, and fail where nobody can say how far there is to go', async () => {
    expect(await valuesOf(undefined)).toEqual({});
    await expect(valuesOf(subscription({ progress: () => Promise.reject(new Error('away')) }))).rejects.toThrow('away');
  });
  it('say how far what is recorded has been published', () => {
    expect(gaugesOfRelay({ lag: () => 4 })).toMatchObject([{ name: 'rms_relay_behind', values: [{ value: 4 }] }]);
  });
});
