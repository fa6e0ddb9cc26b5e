import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { binaryEvent, BACKWARDS, END, EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import { AppendTooLarge } from '../append-size.js';
import { randomId } from '../new-id.js';
import { systemClock } from '../system-clock.js';
import { MemoryEventStore } from '../testing/index.js';
import { EventStoreDbEventStore, openDoor, type Door } from './index.js';

const credentials = { username: 'admin', password: 'changeit' };
const stream = 'pathway.follow-up-00000000-0000-4000-8000-00000000000a';
const other = 'results.result-00000000-0000-4000-8000-00000000000b';
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const event = (text: string, id = randomId()) =>
  binaryEvent({ id, type: 'Noted', data: bytes(text), metadata: bytes('{"trust":"ZT001"}') });
const typeOf = (error: unknown): unknown => (error as { readonly type?: string }).type;
const failing = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'done', typeOf);

describe('the door', () => {
  let door: Door;
  let client: EventStoreDBClient;
  let store: MemoryEventStore;
  beforeEach(async () => {
    store = new MemoryEventStore(systemClock);
    door = await openDoor(store, { host: '127.0.0.1', port: 0, newId: randomId });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${String(door.port)}?tls=false`);
  });
  afterEach(async () => {
    await client.dispose();
    await door.close();
  });
  const append = (to: string, texts: readonly string[], expectedRevision: bigint | 'no_stream' = 'no_stream') =>
    client.appendToStream(
      to,
      texts.map((text) => event(text)),
      { expectedRevision, credentials },
    );
  const read = async (events: AsyncIterable<{ readonly event?: { readonly data: unknown } }>): Promise<readonly string[]> => {
    const texts: string[] = [];
    for await (const one of events) if (one.event !== undefined) texts.push(Buffer.from(one.event.data as Uint8Array).toString());
    return texts;
  };

  it('takes appends one by one and in a batch, and refuses each that expects otherwise with how the stream stands', async () => {
    await append(stream, ['a0', 'a1']);
    // Without credentials of its own an append goes out in the batch that all share.
    await client.appendToStream(stream, event('a2'), { expectedRevision: 1n });
    await expect(append(stream, ['late'])).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 2n });
    await expect(client.appendToStream(stream, event('late'), { expectedRevision: 0n })).rejects.toMatchObject({ actualVersion: 2n });
    await expect(append(other, ['early'], 3n)).rejects.toMatchObject({ actualVersion: 'no_stream' });
    expect(await read(client.readStream(stream))).toEqual(['a0', 'a1', 'a2']);
  });

  it('answers an append that is sent again as it did the first time, and stores it once', async () => {
    const again = [event('a0'), event('a1')];
    const once = await client.appendToStream(stream, again, { expectedRevision: 'no_stream', credentials });
    expect(await client.appendToStream(stream, again, { expectedRevision: 'no_stream', credentials })).toEqual(once);
    expect(await client.appendToStream(stream, again, { expectedRevision: 'no_stream' })).toEqual(once);
    expect(await store.lastPosition()).toBe(2);
  });

  it('has no writer who has not read, no stream that is deleted, and nothing said about streams', async () => {
    await append(stream, ['a0']);
    for (const expectedRevision of ['any', 'stream_exists'] as const)
      expect(await failing(client.appendToStream(stream, event('x'), { expectedRevision, credentials }))).not.toBe('done');
    for (const change of [
      client.deleteStream(stream, { credentials }),
      client.tombstoneStream(stream, { credentials }),
      client.setStreamMetadata(stream, { maxAge: 1 }, { credentials }),
      client.appendToStream('$settings', event('x'), { expectedRevision: 'no_stream', credentials }),
    ])
      expect(await failing(change)).toBe('access-denied');
    expect(await store.lastPosition()).toBe(1);
  });

  it('takes no more than 1 MiB at once, and says so', async () => {
    const half = 'x'.repeat(512 * 1024 - 100);
    await append(stream, [half, half]);
    expect(await failing(append(other, [half, half, 'x'.repeat(400)]))).toBe('maximum-append-size-exceeded');
    expect(await failing(client.appendToStream(other, event('x'.repeat(1024 * 1024)), { expectedRevision: 'no_stream' }))).toBe(
      'maximum-append-size-exceeded',
    );
    expect(await store.readStream(other)).toEqual([]);
  });

  it('names the size and the limit of what is too large, also where its limit is less than ours', async () => {
    const taking = new EventStoreDbEventStore({ url: `esdb://127.0.0.1:${String(door.port)}?tls=false`, credentials });
    const said = store.append.bind(store);
    store.append = () => Promise.reject(new AppendTooLarge(600, 500));
    const refused = taking.append(stream, 'no-stream', [{ id: randomId(), type: 'Noted', metadata: {}, data: bytes('x') }]);
    await expect(refused).rejects.toThrow(new AppendTooLarge(13, 500));
    store.append = said;
    await taking.close();
  });

  it('answers a slice of a stream that ends before it with nothing, and not that there is no stream', async () => {
    await append(stream, ['a0', 'a1']);
    expect(await read(client.readStream(stream, { fromRevision: 7n }))).toEqual([]);
    expect(await read(client.readStream(stream, { fromRevision: 1n, direction: BACKWARDS, maxCount: 1 }))).toEqual(['a1']);
    expect(await read(client.readStream(stream, { fromRevision: END }))).toEqual([]);
  });

  it('is read forwards and backwards, a stream and the whole log, from an end or a place in it', async () => {
    await append(stream, ['a0', 'a1']);
    await append(other, ['b0']);
    await append(stream, ['a2'], 1n);
    expect(await read(client.readStream(stream, { fromRevision: 1n }))).toEqual(['a1', 'a2']);
    expect(await read(client.readStream(stream, { fromRevision: END, direction: BACKWARDS, maxCount: 2 }))).toEqual(['a2', 'a1']);
    expect(await read(client.readStream(stream, { fromRevision: 1n, direction: BACKWARDS }))).toEqual(['a1', 'a0']);
    expect(await read(client.readAll({ fromPosition: { commit: 3n, prepare: 3n } }))).toEqual(['b0', 'a2']);
    expect(await read(client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 3 }))).toEqual(['a2', 'b0', 'a1']);
    expect(await read(client.readAll({ fromPosition: { commit: 3n, prepare: 3n }, direction: BACKWARDS }))).toEqual(['a1', 'a0']);
    expect(await failing(read(client.readStream('pathway.follow-up-none')))).toBe('stream-not-found');
  });

  it('tells whoever subscribes of what he wants, with checkpoints over what he does not, and of what comes', async () => {
    await append(other, ['b0', 'b1', 'b2']);
    await append(stream, ['a0']);
    const [told, checkpoints]: [string[], bigint[]] = [[], []];
    const filter = streamNameFilter({
      prefixes: ['pathway.'],
      maxSearchWindow: 2,
      checkpointInterval: 1,
      checkpointReached: (_, { commit }) => {
        checkpoints.push(commit);
        return Promise.resolve();
      },
    });
    const subscription = client.subscribeToAll({ fromPosition: START, filter });
    subscription.on('data', (resolved) => told.push(Buffer.from(resolved.event?.data as unknown as Uint8Array).toString()));
    const until = async (isSo: () => boolean): Promise<void> => {
      for (let n = 0; !isSo() && n < 200; n += 1)
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
      expect(isSo()).toBe(true);
    };
    await until(() => told.length === 1);
    await append(stream, ['a1'], 0n);
    await append(other, ['b3'], 2n);
    await until(() => told.length === 2 && checkpoints.includes(6n));
    expect([told, checkpoints]).toEqual([
      ['a0', 'a1'],
      [2n, 4n, 6n],
    ]);
    await subscription.unsubscribe();
  });
});
