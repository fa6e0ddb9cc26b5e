import { randomId, systemClock } from '@rms/event-sourcing';
import { EventStoreDbEventStore } from '@rms/event-sourcing/eventstoredb';
import { DamagedBlob, EventStoreBlobs } from '@rms/intake/blobs';
import type { RegionSettings } from '@rms/service-kit/standing';
import type { WrittenPage } from '../backup/examine-pages.js';

const whyNot = async (blobs: EventStoreBlobs, { page, letter }: WrittenPage): Promise<readonly string[]> => {
  try {
    return (await blobs.get(page)) === undefined ? [`Letter ${letter} has left, and its page ${page} is not kept`] : [];
  } catch (error) {
    if (!(error instanceof DamagedBlob)) throw error;
    return [`Letter ${letter} has left, and its page ${page} is not what was sent`];
  }
};

/** Letters that have left and whose page is not kept as it was sent, one sentence each. */
export const pagesNotKept = async ({ intakeStore }: RegionSettings, sent: readonly WrittenPage[]): Promise<readonly string[]> => {
  const store = new EventStoreDbEventStore(intakeStore);
  const blobs = new EventStoreBlobs({ store, service: 'letters', clock: systemClock, newId: randomId });
  const found: string[] = [];
  try {
    for (const each of sent) found.push(...(await whyNot(blobs, each)));
  } finally {
    await store.close();
  }
  return found;
};
