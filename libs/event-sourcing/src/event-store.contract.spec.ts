import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { historyFile, openEmbeddedEventStore, systemClock } from './index.js';
import { eventStoreContract, MemoryEventStore } from './testing/index.js';

eventStoreContract('memory', () => Promise.resolve({ store: new MemoryEventStore(systemClock), close: () => Promise.resolve() }));

eventStoreContract('one SQLite file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-history-'));
  const store = await openEmbeddedEventStore(directory, systemClock);
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});

describe('the history file', () => {
  it('refuses to change or delete an event, whoever asks', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'rms-history-'));
    const store = await openEmbeddedEventStore(directory, systemClock);
    await store.append('x.y-1', 'no-stream', [{ id: '1', type: 'Noted', metadata: {}, data: Buffer.from('{}') }]);
    const database = new DatabaseSync(historyFile(directory));
    expect(() => {
      database.exec("UPDATE event SET type = 'Other'");
    }).toThrow('history is append-only: an event is never changed');
    expect(() => {
      database.exec('DELETE FROM event');
    }).toThrow('history is append-only: an event is never deleted');
    database.close();
    await store.close();
    rmSync(directory, { recursive: true });
  });
});
