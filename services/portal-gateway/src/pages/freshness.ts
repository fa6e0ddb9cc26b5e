import type { BusSubscription } from '@rms/messaging';
import { millisOf, parseInstant, showTime, type Instant } from '@rms/nhs';
import { counted } from '../words.js';

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
const words = (minutes: number): string => (minutes < 1 ? 'Less than a minute behind.' : `${counted(minutes, 'minute')} behind.`);
const shown = (at: Instant | undefined): string => (at === undefined ? '' : showTime(at, 'second'));

const upToDate = (now: Instant | undefined): Freshness => ({ asOf: shown(now), behind: false, minutes: 0, text: 'up to date.' });
/** On its way to the present. One that does not say how far it has come counts as behind. */
const catchingUp = (now: Instant | undefined, taken: Instant | undefined, told: { readonly saysHowFar: boolean }): Freshness => {
  const late = now === undefined || taken === undefined ? 0 : millisOf(now) - millisOf(taken);
  const behind = late > tolerated || !told.saysHowFar;
  const minutes = Math.floor(late / 60_000);
  return { asOf: shown(taken ?? now), behind, minutes, text: behind ? words(minutes) : 'updating.' };
};

/** How fresh the read model is now: as of now when it has taken in everything, else as of the newest fact it has taken in. */
export const freshnessOf = async (subscription: BusSubscription | undefined, now: string, lastTaken: string): Promise<Freshness> => {
  await settled(subscription);
  const progress = await subscription?.progress();
  const current = parseInstant(now);
  if (progress !== undefined && progress.at >= progress.of) return upToDate(current);
  return catchingUp(current, parseInstant(lastTaken), { saysHowFar: progress !== undefined });
};
