import type { DoorParts, Feed, FeedBook } from '@rms/intake';
import type { BusSubscription } from '@rms/messaging';

/** The agreements with senders, as a service that takes messages knows them. */
export interface Agreements {
  readonly feeds: () => readonly Feed[];
  /** Looks them up again. */
  readonly lookUpFeeds: () => Promise<void>;
}

export const agreementsIn = (book: FeedBook): Agreements => ({ feeds: () => book.all(), lookUpFeeds: () => book.refresh() });

/** What a door knows of agreements: all of them once everything that was published before its start has been taken in. */
export const agreementsForADoor = (
  { feeds, lookUpFeeds }: Agreements,
  subscription: Pick<BusSubscription, 'caughtUp'>,
): Pick<DoorParts, 'feeds' | 'lookAgain'> => {
  const known = { areAll: false };
  void subscription.caughtUp().then(() => {
    known.areAll = true;
  });
  return {
    feeds,
    lookAgain: async () => {
      const { areAll } = known;
      await lookUpFeeds();
      return areAll;
    },
  };
};
