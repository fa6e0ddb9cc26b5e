import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppendTooLarge, mostBytesAtOnce, sizeOf } from '../append-size.js';
import { randomId } from '../new-id.js';
import { stamp, emptyHead, headOf } from '../stamp.js';
import type { EventStore, EventToAppend } from '../event-store.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  readonly close: () => Promise<void>;
}

const noted = { schemas: { Noted: 1 }, published: new Set(['Noted']), occurred: () => undefined } as const;
const facts = (stream: string, after: Parameters<typeof headOf>[0], ...texts: readonly string[]): readonly EventToAppend[] => {
  return stamp(
    noted,
    texts.map((text) => ({ type: 'Noted', text }) as const),
    {
      stream,
      head: after.length === 0 ? emptyHead : headOf(after),
      now: '2026-03-04T09:00:00.000Z',
      context: {
        commandId: randomId(),
        actor: { kind: 'operator', id: 'test', role: 'operator' },
        trust: 'ZT001',
        correlationId: 'test',
      },
    },
  );
};

/** What every event store adapter must do, whatever engine is behind it. */
export const eventStoreContract = (name: string, open: () => Promise<StoreUnderTest>): void => {
  // A machine that does much else besides takes its time over large appends.
  jest.setTimeout(30_000);
  describe(`the event store port on ${name}`, () => {
    let opened: StoreUnderTest;
    let store: EventStore;
    // A server may hold streams already, and none of them is ours: each test has streams of its own, after all there is.
    let [a, b] = ['', ''];
    let before = 0;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      [a, b] = [`pathway.follow-up-${randomId()}`, `results.result-${randomId()}`];
      before = await store.lastPosition();
    });
    afterEach(() => opened.close());
    const texts = async (stream: string) => (await store.readStream(stream)).map((event) => Buffer.from(event.data).toString());

    it('gives back bytes, envelope and revision as they were appended', async () => {
      const events = facts(a, [], 'one', 'two — ≥ 0.2 µg/L');
      expect(await store.append(a, 'no-stream', events)).toMatchObject({ ok: true });
      const stored = await store.readStream(a);
      expect(stored.map((event) => event.revision)).toEqual([0, 1]);
      expect(stored.map((event) => Buffer.from(event.data))).toEqual(events.map((event) => Buffer.from(event.data)));
      expect(stored.map((event) => event.metadata)).toEqual(events.map((event) => event.metadata));
    });
    it('keeps bytes that are not text, such as encrypted ones, verbatim', async () => {
      const [event] = facts(a, [], 'one');
      const bytes = Uint8Array.from([0xff, 0x00, 0xfe, 0xc3, 0x28]);
      await store.append(a, 'no-stream', [{ ...event!, data: bytes }]);
      expect(Buffer.from((await store.readStream(a))[0]!.data)).toEqual(Buffer.from(bytes));
    });
    it('answers an unknown stream with nothing', async () => {
      expect(await store.readStream(a)).toEqual([]);
      expect(await store.readStream(a, { from: 0, limit: 1 })).toEqual([]);
    });
    it('reads a slice of a stream: from a revision on, as many as are asked for, and nothing after its end', async () => {
      const texts = Array.from({ length: 150 }, (_, n) => String(n));
      await store.append(a, 'no-stream', facts(a, [], ...texts));
      const revisions = async (from: number, limit: number) => (await store.readStream(a, { from, limit })).map(({ revision }) => revision);
      expect([await revisions(0, 2), await revisions(148, 1), await revisions(148, 9)]).toEqual([[0, 1], [148], [148, 149]]);
      expect([await revisions(150, 1), await revisions(500, 1)]).toEqual([[], []]);
      expect(await revisions(10, 130)).toEqual(Array.from({ length: 130 }, (_, n) => n + 10));
    });
    it('refuses an append at a wrong revision, names the right one and stores nothing of it', async () => {
      await store.append(a, 'no-stream', facts(a, [], 'one'));
      expect(await store.append(a, 'no-stream', facts(a, [], 'other'))).toEqual({ ok: false, actual: 0 });
      expect(await store.append(a, 5, facts(a, [], 'other', 'another'))).toEqual({ ok: false, actual: 0 });
      expect(await store.append(b, 0, facts(b, [], 'other'))).toEqual({ ok: false, actual: 'no-stream' });
      expect(await texts(a)).toEqual(['{"text":"one"}']);
    });
    it('lets exactly one of many simultaneous writers win', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => store.append(a, 'no-stream', facts(a, [], String(n)))));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(await store.readStream(a)).toHaveLength(1);
    });
    it('does not let one stream’s refusal touch another’s append', async () => {
      await store.append(a, 'no-stream', facts(a, [], 'one'));
      const answers = await Promise.all([
        store.append(a, 'no-stream', facts(a, [], 'wrong')),
        store.append(b, 'no-stream', facts(b, [], 'right')),
      ]);
      expect(answers.map((answer) => answer.ok)).toEqual([false, true]);
    });
    it('reads everything in commit order, from a position, by prefix and by pages', async () => {
      await store.append(a, 'no-stream', facts(a, [], 'a0'));
      await store.append(b, 'no-stream', facts(b, [], 'b0', 'b1'));
      await store.append(a, 0, facts(a, await store.readStream(a), 'a1'));
      const all = await store.readAll(before, 10);
      expect(all.map((event) => `${event.stream.slice(0, 7)}${String(event.revision)}`)).toEqual([
        'pathway0',
        'results0',
        'results1',
        'pathway1',
      ]);
      expect(all.map((event) => event.position)).toEqual([...all.map((event) => event.position)].sort((x, y) => x - y));
      expect((await store.readAll(all[1]!.position, 10)).map((event) => event.id)).toEqual(all.slice(2).map((event) => event.id));
      expect((await store.readAll(before, 10, ['results.'])).map((event) => event.id)).toEqual(all.slice(1, 3).map((event) => event.id));
      expect((await store.readAll(before, 2)).map((event) => event.id)).toEqual(all.slice(0, 2).map((event) => event.id));
      expect(await store.lastPosition()).toBe(all[3]!.position);
    });
    it('tells a listener about every commit until it stops listening', async () => {
      const heard: number[] = [];
      const stop = store.onCommit((position) => heard.push(position));
      const first = await store.append(a, 'no-stream', facts(a, [], 'one'));
      expect(first.ok && heard.at(-1) === first.position).toBe(true);
      stop();
      await store.append(b, 'no-stream', facts(b, [], 'one'));
      expect(heard).toHaveLength(1);
    });
    it('takes an append of 1 MiB, and refuses one byte more with its size and the limit, and stores nothing of it', async () => {
      const [one, two] = [facts(a, [], 'one')[0]!, facts(b, [], 'two')[0]!];
      const filled = (event: EventToAppend, more: number): EventToAppend => {
        const about = sizeOf({ ...event, data: new Uint8Array() }, JSON.stringify(event.metadata));
        return { ...event, data: new Uint8Array(mostBytesAtOnce / 2 - about + more).fill(7) };
      };
      const second = (event: EventToAppend): EventToAppend => ({ ...event, id: randomId() });
      expect(await store.append(a, 'no-stream', [filled(one, 0), second(filled(one, 0))])).toMatchObject({ ok: true });
      const tooLarge = store.append(b, 'no-stream', [filled(two, 0), second(filled(two, 1))]);
      await expect(tooLarge).rejects.toThrow(AppendTooLarge);
      await expect(tooLarge).rejects.toThrow('An append of 1048577 bytes is too large: at most 1048576 are taken at once.');
      expect(await store.readStream(b)).toEqual([]);
      expect((await store.readStream(a))[1]!.data).toHaveLength(filled(one, 0).data.length);
    });
    it('reads on through large events as through small ones', async () => {
      const large = facts(a, [], 'x'.repeat(700 * 1024))[0]!;
      for (let n = 0; n < 20; n += 1) await store.append(a, n === 0 ? 'no-stream' : n - 1, [{ ...large, id: randomId() }]);
      await store.append(b, 'no-stream', facts(b, [], 'last'));
      const all = await store.readAll(before, 100);
      expect(all.map(({ revision }) => revision)).toEqual([...Array.from({ length: 20 }, (_, n) => n), 0]);
      expect(await store.readAll(before, 100, ['results.'])).toHaveLength(1);
    });
    it('takes an event of 256 KiB', async () => {
      await store.append(a, 'no-stream', facts(a, [], 'x'.repeat(256 * 1024 - 20)));
      expect((await store.readStream(a))[0]!.data.byteLength).toBeGreaterThan(262000);
    });
  });
};
