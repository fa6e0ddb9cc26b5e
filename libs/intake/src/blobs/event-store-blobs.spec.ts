import { beforeEach, describe, expect, it } from '@jest/globals';
import { ChainCheck, randomId, sha256, StoreUnavailable, type EventStore, type StoredEvent } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { manyBytes } from '../testing/index.js';
import { EventStoreBlobs } from './index.js';

const clock = { now: () => Date.parse('2026-03-04T09:00:00.000Z') };
const bytes = manyBytes(1300 * 1024);
const name = sha256(bytes);
const on = (store: Pick<EventStore, 'append' | 'readStream'>) => new EventStoreBlobs({ store, service: 'letters', clock, newId: randomId });

describe('a blob in an event store', () => {
  let store: MemoryEventStore;
  beforeEach(() => {
    store = new MemoryEventStore(clock);
  });
  const kept = () => store.readStream(`letters.blob-${name}`);
  /** A writer that falls before its append of this number. */
  const falling = (after: number): EventStoreBlobs => {
    let appends = 0;
    return on({
      readStream: store.readStream.bind(store),
      append: (...order) => {
        appends += 1;
        return appends > after ? Promise.reject(new StoreUnavailable('gone')) : store.append(...order);
      },
    });
  };
  const changed = (change: (event: StoredEvent) => StoredEvent | undefined): EventStoreBlobs =>
    on({
      append: store.append.bind(store),
      readStream: async (stream, slice) => (await store.readStream(stream, slice)).map(change).filter((event) => event !== undefined),
    });

  it('lies in parts of 512 KiB with what closes it, under envelopes whose chain holds', async () => {
    await on(store).put(bytes, 'application/pdf');
    const events = await kept();
    expect(events.map(({ type, data }) => [type, data.byteLength])).toEqual([
      ['BlobPartKept', 524288],
      ['BlobPartKept', 524288],
      ['BlobPartKept', 282624],
      ['BlobClosed', expect.any(Number)],
    ]);
    expect(JSON.parse(Buffer.from(events[3]!.data).toString())).toEqual({ bytes: 1331200, mediaType: 'application/pdf', sha256: name });
    const check = new ChainCheck();
    expect(events.flatMap((event) => check.check(event))).toEqual([]);
    expect(events[0]?.metadata).toMatchObject({ trust: 'REGION', actor: 'policy:letters.keep-blobs', keyId: 'none' });
    expect(events[0]?.metadata).not.toHaveProperty('published');
  });

  it.each([1, 2, 3])('that a writer left after %d parts is not there, and the next writer completes it', async (after) => {
    await expect(falling(after).put(bytes, 'application/pdf')).rejects.toThrow(StoreUnavailable);
    expect(await kept()).toHaveLength(after);
    expect(await on(store).get(name)).toBeUndefined();
    await on(store).put(bytes, 'text/plain');
    expect(await kept()).toHaveLength(4);
    expect(Buffer.compare((await on(store).get(name))!, bytes)).toBe(0);
    const check = new ChainCheck();
    expect((await kept()).flatMap((event) => check.check(event))).toEqual([]);
  });

  it('is put again without an append', async () => {
    await on(store).put(bytes, 'application/pdf');
    await falling(0).put(bytes, 'application/pdf');
    expect(await kept()).toHaveLength(4);
  });

  it('says which bytes are missing or altered, and is not given out', async () => {
    await on(store).put(bytes, 'application/pdf');
    const without = changed((event) => (event.revision === 1 ? undefined : event));
    await expect(without.get(name)).rejects.toThrow(
      `The blob ${name} is damaged: bytes 524288 to 1048575 of 1331200 are missing or altered.`,
    );
    const altered = changed((event) =>
      event.revision === 3 || event.revision === 1 ? event : { ...event, data: event.data.slice().fill(1) },
    );
    await expect(altered.get(name)).rejects.toThrow('bytes 0 to 524287, 1048576 to 1331199 of 1331200');
    const exchanged = changed((event) =>
      event.type === 'BlobClosed'
        ? event
        : { ...event, data: event.data.slice().fill(1), metadata: { ...event.metadata, dataSha256: sha256(event.data.slice().fill(1)) } },
    );
    await expect(exchanged.get(name)).rejects.toThrow('its parts together are not what was kept');
  });

  it('is not completed on top of other bytes', async () => {
    await expect(falling(1).put(bytes, 'application/pdf')).rejects.toThrow(StoreUnavailable);
    const altered = changed((event) => ({ ...event, data: event.data.slice().fill(1) }));
    await expect(altered.put(bytes, 'application/pdf')).rejects.toThrow(
      `letters.blob-${name} is damaged: its part 0 is not one of these bytes`,
    );
  });
});
