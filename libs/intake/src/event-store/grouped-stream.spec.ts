import { beforeEach, describe, expect, it } from '@jest/globals';
import { ChainCheck, randomId, sizeOf, StoreUnavailable, type EventStore, type EventToAppend } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { GroupedStream, type Brought } from './grouped-stream.js';

const clock = { now: () => Date.parse('2026-03-04T09:00:00.000Z') };
const stream = 'intake.messages';
const brought = (bytes: number): Brought => ({
  parcel: { type: 'MessageArrived', schema: 1, data: new Uint8Array(bytes), about: {} },
  by: { actor: { kind: 'feed', id: 'lab', role: 'feed' }, trust: 'ZT001' },
});
const many = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

describe('a stream that is written in groups', () => {
  let store: MemoryEventStore;
  let groups: (readonly EventToAppend[])[];
  let fails: boolean;
  const counting: Pick<EventStore, 'append' | 'readStream'> = {
    append: async (to, expected, events) => {
      await new Promise(setImmediate);
      if (fails) throw new StoreUnavailable('away');
      const answer = await store.append(to, expected, events);
      if (answer.ok) groups.push(events);
      return answer;
    },
    readStream: (from, slice) => store.readStream(from, slice),
  };
  const opened = () => new GroupedStream({ store: counting, stream, clock, newId: randomId });
  beforeEach(() => {
    [store, groups, fails] = [new MemoryEventStore(clock), [], false];
  });

  it('takes together what came meanwhile, at most 64, and answers each its revision and its id', async () => {
    const one = opened();
    const given = await Promise.all(many(200).map(() => one.append(brought(10))));
    expect(given.map(({ revision }) => revision)).toEqual(many(200));
    expect(given.map(({ id }) => id)).toEqual((await store.readStream(stream)).map(({ id }) => id));
    expect(groups.map((events) => events.length)).toEqual([64, 64, 64, 8]);
    const check = new ChainCheck();
    expect((await store.readStream(stream)).flatMap((event) => check.check(event))).toEqual([]);
  });

  it('puts no more than 768 KiB in one append, but a larger one alone', async () => {
    const one = opened();
    await Promise.all([300, 300, 300, 900, 10].map((kib) => one.append(brought(kib * 1024))));
    expect(groups.map((events) => events.map(({ data }) => data.byteLength / 1024))).toEqual([[300, 300], [300], [900], [10]]);
    const sizes = groups.map((events) => events.reduce((sum, event) => sum + sizeOf(event, JSON.stringify(event.metadata)), 0));
    expect(Math.max(...sizes)).toBeLessThan(1024 * 1024);
  });

  it('goes on after what another has written', async () => {
    const [one, other] = [opened(), opened()];
    const given = await Promise.all(many(100).map((n) => (n % 2 === 0 ? one : other).append(brought(1))));
    expect(given.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual(many(100));
    const check = new ChainCheck();
    expect((await store.readStream(stream)).flatMap((event) => check.check(event))).toEqual([]);
  });

  it('lets another have its turn, though it never runs out of work itself', async () => {
    const takes = (): Promise<void> =>
      new Promise((resolve) => {
        setTimeout(resolve, 2);
      });
    // Whoever has just been told where the stream stands is always one question behind.
    const slow: Pick<EventStore, 'append' | 'readStream'> = {
      append: async (...order) => {
        await takes();
        return store.append(...order);
      },
      readStream: async (...order) => {
        await takes();
        return store.readStream(...order);
      },
    };
    const [one, other] = [0, 1].map(() => new GroupedStream({ store: slow, stream, clock, newId: randomId }));
    let isDone = false;
    const busy = Array.from({ length: 256 }, async () => {
      while (!isDone) await other!.append(brought(1));
    });
    for (let n = 0; n < 3; n += 1) await one!.append(brought(1));
    isDone = true;
    await Promise.all(busy);
    const check = new ChainCheck();
    expect((await store.readStream(stream)).flatMap((event) => check.check(event))).toEqual([]);
  });

  it('fails everything that waits when an append fails, and nothing that comes after', async () => {
    const one = opened();
    await one.append(brought(1));
    fails = true;
    const answers = await Promise.allSettled(many(100).map(() => one.append(brought(1))));
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    fails = false;
    expect(await one.append(brought(1))).toMatchObject({ revision: 1 });
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('finds its place again after an append that was stored though no answer came', async () => {
    const one = opened();
    const append = counting.append;
    Object.assign(counting, {
      append: async (...order: Parameters<EventStore['append']>) => {
        await append(...order);
        throw new StoreUnavailable('no answer');
      },
    });
    await expect(one.append(brought(1))).rejects.toThrow(StoreUnavailable);
    Object.assign(counting, { append });
    expect(await one.append(brought(1))).toMatchObject({ revision: 1 });
  });

  it('gives up where others are quicker time and again', async () => {
    const one = new GroupedStream({
      store: { ...counting, append: () => Promise.resolve({ ok: false, actual: 'no-stream' as const }) },
      stream,
      clock,
      newId: randomId,
    });
    await expect(one.append(brought(1))).rejects.toThrow('others wrote to intake.messages 100 times');
  });
});
