import { systemClock, type EventStore, type StoredEvent } from '@rms/event-sourcing';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { headsIn } from '../directory/beside-a-directory.js';
import { recordReading } from '../directory/record-reading.js';
import type { HistoryAtHand } from '../history/history-at-hand.js';
import { messagesOf } from './messages-of-a-cluster.js';
import { openCluster } from './open-cluster.js';
import type { OperatedCluster } from './operated-cluster.js';
import { pagesNotKept } from './pages-of-a-cluster.js';

const page = 500;

async function* everyEvent(store: Pick<EventStore, 'readAll'>, after = 0): AsyncGenerator<StoredEvent> {
  for (let at = after; ;) {
    const events = await store.readAll(at, page);
    yield* events;
    if (events.length < page) return;
    at = events.at(-1)?.position ?? at;
  }
}

/** The history of a cluster, in its event store. */
export const clusterAtHand = (settings: OperatedCluster, operator: string): HistoryAtHand => {
  const cluster = openCluster(settings, operator);
  const { store } = cluster;
  return {
    store,
    read: (after) => everyEvent(store, after),
    recordReading: async (reading) => recordReading(store, await ClinicalClock.of(store, systemClock), reading),
    clinicalTime: async () => (await ClinicalClock.of(store, systemClock)).now(),
    outcomes: () => messagesOf(settings),
    beside: { name: `the event store at ${settings.eventStore.url}`, ...headsIn(settings.heads), furtherOn: () => [] },
    withoutTheirPage: (sent) => pagesNotKept(settings, sent),
    close: () => cluster.close(),
  };
};
