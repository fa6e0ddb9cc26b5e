import type { Delivery, PublishedHistory } from '@rms/messaging';
import type { Telling } from './told.fixture.js';

interface Owner {
  /** How many facts it gives at once. */
  readonly atOnce?: number;
  /** The request, from 1, to which none of them answers. */
  readonly failsAt?: number;
  /** How long an answer takes. */
  readonly waitsMs?: number;
  /** What happens once the first has been asked. */
  readonly onceAsked?: () => void;
  /** What pathway gives besides, at the end. */
  readonly more?: readonly Delivery[];
}

const positionOf = (delivery: Delivery): number => ('message' in delivery ? delivery.message.position : delivery.unreadable.position);

/** The published histories of the three owners whom the reckoning asks, from what a test tells. */
export const historiesOf = (telling: Telling, owner: Owner = {}): ReadonlyMap<string, PublishedHistory> => {
  const { atOnce = 1000, failsAt, waitsMs, onceAsked, more = [] } = owner;
  let asked = 0;
  const historyOf = (service: string): PublishedHistory => ({
    service,
    ofStream: () => Promise.resolve([]),
    since: async (position) => {
      asked += 1;
      if (asked === failsAt) throw new Error('the owner does not answer');
      if (waitsMs !== undefined)
        await new Promise((resolve) => {
          setTimeout(resolve, waitsMs);
        });
      const told = telling.messages.filter(({ source }) => source === service).map((message): Delivery => ({ message }));
      const all = [...told, ...(service === 'pathway' ? more : [])].filter((each) => positionOf(each) > position);
      const deliveries = all.slice(0, atOnce);
      const last = deliveries.at(-1);
      if (asked === 1) onceAsked?.();
      return { deliveries, through: last === undefined ? position : positionOf(last), atEnd: all.length < atOnce };
    },
  });
  return new Map(['pathway', 'letters', 'alerting'].map((service) => [service, historyOf(service)]));
};
