import type { BusSubscription } from '@rms/messaging';
import { millisOf, parseInstant, showTime } from '@rms/nhs';

/** How up to date a page is: from how far its read model has come, never from the web clock. */
export interface Freshness {
  readonly asOf: string;
  readonly behind: boolean;
  readonly minutes: number;
  readonly text: string;
}

const tolerated = 20_000;
const patienceMs = 100;
// A page's own look at a patient is recorded a moment before: it is given that moment to arrive.
const settled = (subscription: BusSubscription | undefined): Promise<unknown> =>
  Promise.race([
    subscription?.caughtUp() ?? Promise.resolve(),
    new Promise((resolve) => {
      setTimeout(resolve, patienceMs);
    }),
  ]);
const words = (minutes: number): string =>
  minutes < 1 ? 'Less than a minute behind.' : `${String(minutes)} ${minutes === 1 ? 'minute' : 'minutes'} behind.`;

export const freshnessOf = async (subscription: BusSubscription | undefined, now: string, lastTaken: string): Promise<Freshness> => {
  await settled(subscription);
  const progress = await subscription?.progress();
  const current = parseInstant(now);
  const taken = parseInstant(lastTaken);
  const upToDate = progress !== undefined && progress.at >= progress.of;
  const as = upToDate || taken === undefined ? current : taken;
  const late = upToDate || current === undefined || taken === undefined ? 0 : millisOf(current) - millisOf(taken);
  const asOf = as === undefined ? '' : showTime(as, 'second');
  const behind = !upToDate && (late > tolerated || progress === undefined);
  const minutes = Math.floor(late / 60_000);
  return { asOf, behind, minutes, text: behind ? words(minutes) : upToDate ? 'up to date.' : 'updating.' };
};
