import type { BusSubscription } from '@rms/messaging';
import { millisOf, parseInstant, showTime, type Instant } from '@rms/nhs';
import { counted } from '../words.js';

/** How up to date a page is: from how far its read model has come, never from the web clock. */
export interface Freshness {
  readonly asOf: string;
  readonly behind: boolean;
  /** Whether anybody can say how far it has come. */
  readonly isKnown: boolean;
  readonly minutes: number;
  readonly text: string;
}

const tolerated = 20_000;
const patienceMs = 100;
// A page's own look at a patient is recorded a moment before: it is given that moment to arrive.
const settled = (subscription: BusSubscription): Promise<unknown> =>
  Promise.race([
    subscription.caughtUp(),
    new Promise((resolve) => {
      setTimeout(resolve, patienceMs);
    }),
  ]);
const words = (minutes: number): string => (minutes < 1 ? 'Less than a minute behind.' : `${counted(minutes, 'minute')} behind.`);
const shown = (at: Instant | undefined): string => (at === undefined ? '' : showTime(at, 'second'));

const upToDate = (now: Instant | undefined): Freshness => ({
  asOf: shown(now),
  behind: false,
  isKnown: true,
  minutes: 0,
  text: 'up to date.',
});
/** On its way to the present. */
const catchingUp = (now: Instant | undefined, taken: Instant | undefined): Freshness => {
  const late = now === undefined || taken === undefined ? 0 : millisOf(now) - millisOf(taken);
  const behind = late > tolerated;
  const minutes = Math.floor(late / 60_000);
  return { asOf: shown(taken ?? now), behind, isKnown: true, minutes, text: behind ? words(minutes) : 'updating.' };
};
// A page that hears nothing of the services that know the patients must never look as if it did.
const unknown: Freshness = { asOf: '', behind: true, isKnown: false, minutes: 0, text: 'It is not known how far behind this page is.' };

/** How fresh the read model is now: as of now when it has taken in everything, else as of the newest fact it has taken in. */
export const freshnessOf = async (subscription: BusSubscription | undefined, now: string, lastTaken: string): Promise<Freshness> => {
  if (subscription === undefined) return unknown;
  await settled(subscription);
  const progress = await subscription.progress();
  const current = parseInstant(now);
  return progress.at >= progress.of ? upToDate(current) : catchingUp(current, parseInstant(lastTaken));
};
