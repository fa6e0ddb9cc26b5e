import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDoor, EventStoreDbEventStore, type Door } from './eventstoredb/index.js';
import { compareAllWithStreams, emptyHead, headOf, randomId, stamp, systemClock, type EventStore } from './index.js';
import { MemoryEventStore } from './testing/index.js';

const noted = { schemas: { Noted: 1 }, published: new Set(['Noted']), occurred: () => undefined } as const;
const context = () => ({
  commandId: randomId(),
  actor: { kind: 'operator', id: 'test', role: 'operator' } as const,
  trust: 'ZT001',
  correlationId: 'test',
});
const note = async (store: EventStore, stream: string): Promise<void> => {
  const head = headOf(await store.readStream(stream));
  const events = stamp(noted, [{ type: 'Noted', text: 'x' }], {
    stream,
    head: head.expected === 'no-stream' ? emptyHead : head,
    now: '2026-03-04T09:00:00.000Z',
    context: context(),
  });
  await store.append(stream, head.expected, events);
};
const rulesOf = async (store: EventStore): Promise<readonly unknown[]> =>
  (await compareAllWithStreams(store)).differences.map(({ rule, stream, revision }) => [rule, stream, revision]);

describe('the whole log beside its streams', () => {
  const held = new MemoryEventStore(systemClock);
  let door: Door;
  let store: EventStoreDbEventStore;
  beforeAll(async () => {
    for (let n = 0; n < 300; n += 1) await note(held, `pathway.follow-up-${String(n % 7)}`);
    door = await openDoor(held, { host: '127.0.0.1', port: 0, newId: randomId });
    store = new EventStoreDbEventStore({
      url: `esdb://127.0.0.1:${String(door.port)}?tls=false`,
      credentials: { username: 'a', password: 'b' },
    });
  });
  afterAll(async () => {
    await store.close();
    await door.close();
  });
  const lying = (lies: Partial<EventStore>): EventStore =>
    new Proxy<EventStore>(store, {
      get: (target, name) => lies[name as keyof EventStore] ?? (Reflect.get(target, name) as () => unknown).bind(target),
    });

  it('says the same, and how much there is of it', async () => {
    const heard: string[] = [];
    const onProgress = ({
      events,
      streams,
      ofStreams,
    }: {
      readonly events: number;
      readonly streams: number;
      readonly ofStreams: number;
    }) => heard.push(`${String(events)} ${String(streams)}/${String(ofStreams)}`);
    expect(await compareAllWithStreams(store, { onProgress })).toEqual({ events: 300, streams: 7, differences: [] });
    expect([heard[0], heard.at(-1)]).toEqual(['64 0/7', '300 7/7']);
  });

  it('is found to end early, with what the streams have after that', async () => {
    const early = lying({
      readAll: async (after, limit, prefixes) => (await store.readAll(after, limit, prefixes)).filter((e) => e.position <= 298),
    });
    expect(await rulesOf(early)).toEqual([
      ['log-ends-early', undefined, undefined],
      ['not-in-log', 'pathway.follow-up-4', 42],
      ['not-in-log', 'pathway.follow-up-5', 42],
    ]);
  });

  it('is found to have what a stream has not, in another order, or with other bytes', async () => {
    const withStream = (change: (events: Awaited<ReturnType<EventStore['readStream']>>) => Awaited<ReturnType<EventStore['readStream']>>) =>
      lying({
        readStream: async (stream, slice) =>
          stream.endsWith('-3') ? change(await store.readStream(stream, slice)) : store.readStream(stream, slice),
      });
    expect(await rulesOf(withStream((events) => events.slice(0, 42)))).toEqual([['not-in-stream', 'pathway.follow-up-3', 42]]);
    expect(await rulesOf(withStream(([a, b, ...rest]) => [b!, a!, ...rest]))).toEqual([
      ['differs', 'pathway.follow-up-3', 0],
      ['differs', 'pathway.follow-up-3', 1],
    ]);
    expect(await rulesOf(withStream((events) => events.map((e) => (e.revision === 9 ? { ...e, data: Buffer.from('other') } : e))))).toEqual(
      [['differs', 'pathway.follow-up-3', 9]],
    );
    expect(
      await rulesOf(withStream((events) => events.map((e) => (e.revision === 8 ? { ...e, metadata: { ...e.metadata, hash: 'f' } } : e)))),
    ).toEqual([['differs', 'pathway.follow-up-3', 8]]);
  });

  it('is compared as far as it was when that began', async () => {
    const growing = lying({
      readAll: async (after, limit, prefixes) => {
        await note(held, 'pathway.follow-up-3');
        return store.readAll(after, limit, prefixes);
      },
    });
    expect(await compareAllWithStreams(growing)).toMatchObject({ events: 300, differences: [] });
  });
});
