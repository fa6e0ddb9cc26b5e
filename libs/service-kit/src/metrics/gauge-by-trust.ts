import { millisOf, parseInstant } from '@rms/nhs';
import type { Gauge } from '@rms/telemetry';

/** From one instant to another in seconds; 0 where the first is not an instant, or not before the second. */
export const secondsBetween = (since: string, now: string): number => {
  const [from, to] = [parseInstant(since), parseInstant(now)];
  return from === undefined || to === undefined ? 0 : Math.max(0, (millisOf(to) - millisOf(from)) / 1000);
};

/** A number of each trust. */
export const gaugeByTrust = async (
  { name, help }: Pick<Gauge, 'name' | 'help'>,
  trusts: readonly string[],
  valueOf: (trust: string) => Promise<number>,
): Promise<Gauge> => ({
  name,
  help,
  values: await Promise.all(trusts.map(async (trust) => ({ labels: { trust }, value: await valueOf(trust) }))),
});
