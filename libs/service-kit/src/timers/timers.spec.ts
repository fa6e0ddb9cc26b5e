import { describe, expect, it } from '@jest/globals';
import { accept, onlyShapes, refuse, streamOf, type Aggregate } from '@rms/event-sourcing/pure';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { openSqliteDocuments, type Copy, type DocumentStore } from '@rms/read-models';
import { timersOver, type Sleeper } from './timers.js';

type Rang = { readonly type: 'BellRang'; readonly on: string };
type Notice = { readonly type: 'NoticeDate'; readonly on: string };
const bell: Aggregate<string, Notice, Rang, 'no-bell'> = {
  service: 'pathway',
  name: 'bell',
  schemas: { BellRang: 1 },
  published: new Set(['BellRang']),
  occurred: () => undefined,
  decider: {
    initialState: '',
    decide: ({ on }, last) => (on === '2026-02-30' ? refuse('no-bell') : last === on ? accept() : accept({ type: 'BellRang', on })),
    evolve: (last, event) => (event.type === 'Erased' ? last : event.on),
  },
  upcast: onlyShapes({ BellRang: 1 }),
};
const bells: Copy<Sleeper> = { name: 'bells', of: 'pathway.bell', indexes: ['wakeAt'], initial: { wakeAt: '' }, evolve: (b) => b };
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${String(n)}`;
const put = (documents: DocumentStore, n: number, more: { trust: string; wakeAt: string }) =>
  documents.write([{ put: { _id: id(n), published: 1, ...more } as Sleeper, into: 'bells' }]);

const atDesk = async (now: string) => {
  const store = new MemoryEventStore({ now: () => 0 });
  const documents = openSqliteDocuments(':memory:', [bells]);
  await put(documents, 1, { trust: 'ZT001', wakeAt: '2026-03-05' });
  await put(documents, 2, { trust: 'ZT002', wakeAt: '2026-03-04T18:30:00.000Z' });
  await put(documents, 3, { trust: 'ZT001', wakeAt: '' });
  await put(documents, 4, { trust: 'ZT001', wakeAt: '2026-03-09' });
  const timers = timersOver({
    execution: { store, now: () => now },
    aggregate: bell,
    documents,
    copy: bells,
    notice: ({ wakeAt }): Notice => ({ type: 'NoticeDate', on: wakeAt }),
  });
  const rung = async () => (await store.readAll(0, 100)).map((event) => event.stream);
  return { timers, store, rung, documents };
};
const stream = (n: number): string => streamOf(bell, id(n));

describe('timers over a copy', () => {
  it('wakes what is due, of every trust, earliest first, and nothing else', async () => {
    const { timers, rung } = await atDesk('2026-03-05T07:00:00.000Z');
    expect(await timers.wakeDue()).toBe(2);
    expect(await rung()).toEqual([stream(2), stream(1)]);
  });
  it('counts nothing twice: a date that was noticed is noticed no more', async () => {
    const { timers, rung } = await atDesk('2026-03-05T07:00:00.000Z');
    await timers.wakeDue();
    expect([await timers.wakeDue(), (await rung()).length]).toEqual([0, 2]);
  });
  it('says what comes next after a moment, and nothing when nothing is to come', async () => {
    const { timers } = await atDesk('2026-03-05T07:00:00.000Z');
    expect(await timers.next('2026-03-04T00:00:00.000Z')).toBe('2026-03-04T18:30:00.000Z');
    expect(await timers.next('2026-03-05T07:00:00.000Z')).toBe('2026-03-09');
    expect(await timers.next('2026-03-09T00:00:00.000Z')).toBeUndefined();
  });
  it('acts for itself, in the trust of what it wakes', async () => {
    const { timers, store } = await atDesk('2026-03-04T19:00:00.000Z');
    await timers.wakeDue();
    const [event] = await store.readAll(0, 1);
    expect(event!.metadata).toMatchObject({ actor: 'policy:pathway.notice-the-date', trust: 'ZT002' });
  });
  it('does not pass over in silence a date that cannot be noticed', async () => {
    const { timers, documents } = await atDesk('2026-03-05T07:00:00.000Z');
    await put(documents, 5, { trust: 'ZT001', wakeAt: '2026-02-30' });
    await expect(timers.wakeDue()).rejects.toThrow('could not notice 2026-02-30: no-bell');
  });
});
