import { eventStoreContract } from '../testing/index.js';
import { doorOver, historyForTest } from './door.fixture.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import type { ClientPackage } from './raw-client.js';

const credentials = { username: 'admin', password: 'changeit' };

/** The promises of the event store port, held by a client package over real gRPC. */
export const throughTheDoor = (used: ClientPackage): void => {
  eventStoreContract(`${used.name}, through the door`, async () => {
    const history = historyForTest();
    const door = await doorOver(history.directory);
    const store = new EventStoreDbEventStore({ url: `esdb://127.0.0.1:${String(door.port)}?tls=false`, credentials }, used);
    return {
      store,
      close: async () => {
        await store.close();
        await door.stop();
        history.remove();
      },
    };
  });
};
