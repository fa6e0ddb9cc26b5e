import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomId, systemClock, type EventToAppend } from '@rms/event-sourcing';
import { EventStoreDbEventStore, openDoor, type Door } from '@rms/event-sourcing/eventstoredb';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { certificateForTest } from '@rms/hl7/testing';

const stream = 'pathway.follow-up-00000000-0000-4000-8000-00000000000a';
const fact = (text: string): EventToAppend => ({ id: randomId(), type: 'Noted', metadata: { trust: 'ZT001' }, data: Buffer.from(text) });

describe('a door with a lock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rms-lock-'));
  const history = new MemoryEventStore(systemClock);
  let door: Door;
  beforeAll(async () => {
    const { key, cert } = certificateForTest('localhost');
    writeFileSync(join(folder, 'door.pem'), cert);
    door = await openDoor(history, {
      host: '127.0.0.1',
      port: 0,
      newId: randomId,
      secured: { username: 'pathway', password: 'one of its own', key: Buffer.from(key), certificate: Buffer.from(cert) },
    });
  });
  afterAll(async () => {
    await door.close();
    rmSync(folder, { recursive: true });
  });
  const by = async <T>(password: string, tls: string, use: (store: EventStoreDbEventStore) => Promise<T>): Promise<T> => {
    const url = `esdb://localhost:${String(door.port)}?${tls}`;
    const store = new EventStoreDbEventStore({ url, credentials: { username: 'pathway', password }, appendWithinMs: 1000 });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  const encrypted = `tls=true&tlsCAFile=${encodeURIComponent(join(folder, 'door.pem'))}`;

  it('is open to who has the key, over a line that nobody else can read', async () => {
    expect(await by('one of its own', encrypted, (store) => store.append(stream, 'no-stream', [fact('one')]))).toMatchObject({ ok: true });
    expect(await by('one of its own', encrypted, (store) => store.readStream(stream))).toHaveLength(1);
  });

  it('is shut to a wrong password and to a line that is open, and nothing is written or read', async () => {
    for (const [password, tls] of [
      ['another', encrypted],
      ['one of its own', 'tls=false'],
    ] as const) {
      await expect(by(password, tls, (store) => store.append(stream, 0, [fact('two')]))).rejects.toThrow('is not available now');
      await expect(by(password, tls, (store) => store.readStream(stream))).rejects.toThrow();
    }
    expect(await history.lastPosition()).toBe(1);
  });
});
