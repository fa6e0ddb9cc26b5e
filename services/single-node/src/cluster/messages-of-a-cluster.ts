import { randomId, systemClock } from '@rms/event-sourcing';
import { EventStoreDbEventStore } from '@rms/event-sourcing/eventstoredb';
import type { MessageOutcome } from '@rms/intake';
import { openEventStoreIntakeLog } from '@rms/intake/event-store';
import { openSqliteDocuments } from '@rms/read-models';
import type { RegionSettings } from '@rms/service-kit/standing';

/** Every accepted message of a cluster with its one current outcome, from the streams alone: no service’s index is asked. */
export async function* messagesOf({ intakeStore }: RegionSettings): AsyncGenerator<MessageOutcome> {
  const store = new EventStoreDbEventStore(intakeStore);
  const log = await openEventStoreIntakeLog({
    store,
    service: 'operator',
    clock: systemClock,
    newId: randomId,
    openDocuments: (_name, specs) => openSqliteDocuments(':memory:', specs),
    onStoreAway: () => undefined,
  });
  try {
    yield* log.outcomes();
  } finally {
    await log.close();
    await store.close();
  }
}
