import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore, randomId, systemClock, type Clock, type EventStore } from '@rms/event-sourcing';
import { EventStoreDbEventStore, openDoor } from '@rms/event-sourcing/eventstoredb';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { openSqliteDocuments } from '@rms/read-models';
import { intakeLogContract, severalIntakeLogsContract } from '../testing/index.js';
import { openEventStoreIntakeLog } from './index.js';

const over = (store: EventStore, clock: Clock) =>
  openEventStoreIntakeLog({
    store,
    openDocuments: (_, specs) => openSqliteDocuments(':memory:', specs),
    service: 'results',
    clock,
    newId: randomId,
    onStoreAway: () => undefined,
  });

intakeLogContract('an event store in memory', async (clock) => {
  const log = await over(new MemoryEventStore(systemClock), clock);
  return { log, close: () => log.close() };
});
severalIntakeLogsContract('an event store in memory', async (clock) => {
  const store = new MemoryEventStore(systemClock);
  const [one, other] = [await over(store, clock), await over(store, clock)];
  return {
    logs: [one, other],
    close: async () => {
      await Promise.all([one.close(), other.close()]);
    },
  };
});

/** Stores of two processes on one server. */
const throughADoor = async (): Promise<{ readonly stores: readonly [EventStore, EventStore]; readonly close: () => Promise<void> }> => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-intake-'));
  const held = await openEmbeddedEventStore(directory, systemClock);
  const door = await openDoor(held, { host: '127.0.0.1', port: 0, newId: randomId });
  const url = `esdb://127.0.0.1:${String(door.port)}?tls=false`;
  const client = () => new EventStoreDbEventStore({ url, credentials: { username: 'intake', password: 'x' }, service: 'intake' });
  const [one, other] = [client(), client()];
  return {
    stores: [one, other],
    close: async () => {
      await Promise.all([one.close(), other.close()]);
      await door.close();
      await held.close();
      rmSync(directory, { recursive: true });
    },
  };
};

intakeLogContract('an EventStoreDB, through the door', async (clock) => {
  const { stores, close } = await throughADoor();
  const log = await over(stores[0], clock);
  return {
    log,
    close: async () => {
      await log.close();
      await close();
    },
  };
});
severalIntakeLogsContract('an EventStoreDB, through the door', async (clock) => {
  const { stores, close } = await throughADoor();
  const [one, other] = [await over(stores[0], clock), await over(stores[1], clock)];
  return {
    logs: [one, other],
    close: async () => {
      await Promise.all([one.close(), other.close()]);
      await close();
    },
  };
});
