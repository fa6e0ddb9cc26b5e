import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore, randomId, systemClock, type EventStore } from '@rms/event-sourcing';
import { EventStoreDbEventStore, openDoor } from '@rms/event-sourcing/eventstoredb';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { blobsContract, type BlobsUnderTest } from '../testing/index.js';
import { EmbeddedBlobs, EventStoreBlobs, MemoryBlobs } from './index.js';

const folder = (): { readonly directory: string; readonly remove: () => void } => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-blobs-'));
  return {
    directory,
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
};
const on = (store: EventStore): EventStoreBlobs => new EventStoreBlobs({ store, service: 'letters', clock: systemClock, newId: randomId });

blobsContract('memory', () => {
  const blobs = new MemoryBlobs();
  return Promise.resolve({ blobs, another: blobs, close: () => Promise.resolve() });
});

blobsContract('one SQLite file', () => {
  const { directory, remove } = folder();
  const [blobs, another] = [new EmbeddedBlobs(join(directory, 'blobs.db')), new EmbeddedBlobs(join(directory, 'blobs.db'))];
  return Promise.resolve({
    blobs,
    another,
    close: () => {
      blobs.close();
      another.close();
      remove();
      return Promise.resolve();
    },
  });
});

blobsContract('an event store in memory', () => {
  const store = new MemoryEventStore(systemClock);
  return Promise.resolve({ blobs: on(store), another: on(store), close: () => Promise.resolve() });
});

const overAFile = async (): Promise<{ readonly store: EventStore; readonly close: () => Promise<void> }> => {
  const { directory, remove } = folder();
  const store = await openEmbeddedEventStore(directory, systemClock);
  return {
    store,
    close: async () => {
      await store.close();
      remove();
    },
  };
};

blobsContract('the embedded event store', async (): Promise<BlobsUnderTest> => {
  const { store, close } = await overAFile();
  return { blobs: on(store), another: on(store), close };
});

blobsContract('an EventStoreDB, through the door', async (): Promise<BlobsUnderTest> => {
  const { store, close } = await overAFile();
  const door = await openDoor(store, { host: '127.0.0.1', port: 0, newId: randomId });
  const url = `esdb://127.0.0.1:${String(door.port)}?tls=false`;
  const clients = ['letters', 'letters'].map(
    (service) => new EventStoreDbEventStore({ url, credentials: { username: 'letters', password: 'x' }, service }),
  );
  return {
    blobs: on(clients[0]!),
    another: on(clients[1]!),
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await door.close();
      await close();
    },
  };
});
