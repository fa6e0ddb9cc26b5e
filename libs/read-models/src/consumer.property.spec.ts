import { beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import type { Message } from '@rms/messaging';
import fc from 'fast-check';
import {
  collectionsOf,
  Consumer,
  differencesBetween,
  openSqliteDocuments,
  parkedCollection,
  type DocumentStore,
  type Policy,
  type View,
} from './index.js';
import {
  asked,
  away,
  begin,
  consumer,
  copies,
  followUp,
  history,
  id,
  interleaved,
  page,
  patient,
  say,
  shortHistory,
  views,
  type Page,
} from './small-read-model.fixture.js';

const fresh = () => openSqliteDocuments(':memory:', collectionsOf(copies, views));
const pageOf = (documents: DocumentStore, n: number) => documents.collection<Page>('page').get('ZT001', id(n));

describe('a consumer', () => {
  let documents: DocumentStore;
  beforeEach(() => {
    begin();
    documents = fresh();
  });

  it('folds, computes the view, and remembers how far it is', async () => {
    const c = consumer(documents);
    for (const m of [say(patient(1), 'named', 'Allan'), say(followUp(7), 'moved', id(1)), say(followUp(7), 'noted', 'a')])
      await c.take({ message: m });
    expect(await pageOf(documents, 1)).toMatchObject({ name: 'Allan', notes: ['a'] });
    expect(await documents.progress()).toEqual({ applied: 3, done: 0 });
    await c.passed(3);
    expect(await documents.progress()).toEqual({ applied: 3, done: 3 });
    expect(await c.resume()).toBe(3);
  });
  it('takes a message twice without counting it twice', async () => {
    const c = consumer(documents);
    const [a, b] = [say(followUp(7), 'moved', id(1)), say(followUp(7), 'noted', 'a')];
    for (const message of [a, a, b, b, a]) await c.take({ message });
    expect((await pageOf(documents, 1))!.notes).toEqual(['a']);
  });
  it('refills a gap from the owner and says so', async () => {
    const incidents: string[] = [];
    const c = consumer(documents, [], incidents);
    say(followUp(7), 'moved', id(1));
    say(followUp(7), 'noted', 'a');
    await c.take({ message: say(followUp(7), 'noted', 'b') });
    expect((await pageOf(documents, 1))!.notes).toEqual(['a', 'b']);
    expect(incidents).toEqual(['gap pathway.follow-up: 1 to 2 had not arrived']);
  });
  it('reacts to what had not arrived, in order, before the message that showed it', async () => {
    const seen: string[] = [];
    const policy: Policy = {
      name: 'look',
      on: ['moved', 'noted'],
      react: async ({ type, published }) => {
        seen.push(`${type} ${String(published)} sees ${String((await pageOf(documents, 1))?.notes.length)}`);
      },
    };
    const c = consumer(documents, [policy]);
    say(followUp(7), 'moved', id(1));
    say(followUp(7), 'noted', 'a');
    const shown = say(followUp(7), 'noted', 'b');
    say(followUp(7), 'noted', 'on its way');
    await c.take({ message: shown });
    expect(seen).toEqual(['moved 1 sees 0', 'noted 2 sees 1', 'noted 3 sees 2']);
  });
  it('leaves no reaction out when the store went away while it was filling a gap', async () => {
    const seen: number[] = [];
    const refusing = new Set([1, 2]);
    const react: Policy['react'] = ({ published }) => {
      if (refusing.delete(published)) return Promise.reject(new StoreUnavailable('away'));
      seen.push(published);
      return Promise.resolve();
    };
    const c = consumer(documents, [{ name: 'look', on: ['moved', 'noted'], react }]);
    say(followUp(7), 'moved', id(1));
    say(followUp(7), 'noted', 'a');
    const message = say(followUp(7), 'noted', 'b');
    await expect(c.take({ message })).rejects.toThrow(StoreUnavailable);
    await expect(c.take({ message })).rejects.toThrow(StoreUnavailable);
    await c.take({ message });
    expect(seen).toEqual([1, 1, 2, 3]);
    await c.take({ message: say(followUp(7), 'noted', 'c') });
    expect(seen).toEqual([1, 1, 2, 3, 4]);
  });
  it('parks a stream of which the owner has no more than had arrived, with nothing reacted to', async () => {
    const seen: string[] = [];
    const incidents: string[] = [];
    const c = consumer(documents, [{ name: 'look', on: ['noted'], react: ({ id }) => Promise.resolve(void seen.push(id)) }], incidents);
    const early = { ...say(followUp(7), 'noted', 'a'), published: 3 };
    history.set(followUp(7), []);
    await c.take({ message: early });
    expect([seen, incidents]).toEqual([
      [],
      ['gap pathway.follow-up: 1 to 2 had not arrived', 'parked pathway.follow-up: published facts after 0 cannot be had from pathway'],
    ]);
  });
  it('has a message brought again while the owner of what had not arrived is away', async () => {
    const c = consumer(documents);
    say(followUp(7), 'moved', id(1));
    const message = say(followUp(7), 'noted', 'a');
    away.add('pathway');
    await expect(c.take({ message })).rejects.toThrow(StoreUnavailable);
    away.clear();
    await c.take({ message });
    expect((await pageOf(documents, 1))!.notes).toEqual(['a']);
  });
  it('folds what each owner published since it was last heard, where the bus knows', async () => {
    const c = consumer(documents);
    const at: string[] = [];
    asked.tell = (service, after) => at.push(`${service} after ${String(after)}`);
    await documents.done(1);
    await c.resume((service) => (service === 'pathway' ? 9 : 4));
    await c.resume();
    expect(at).toEqual(['registration after 4', 'pathway after 9', 'registration after 1', 'pathway after 1']);
  });
  it('parks a stream it cannot take in, goes on with others, and takes it in once it can', async () => {
    const incidents: string[] = [];
    const c = consumer(documents, [], incidents);
    await c.take({ message: say(followUp(7), 'moved', id(1)) });
    await c.take({ message: say(followUp(7), 'broken', '') });
    await c.take({ message: say(followUp(7), 'noted', 'late') });
    await c.take({ message: say(followUp(8), 'moved', id(2)) });
    expect(incidents).toEqual(['parked pathway.follow-up: no patient in it']);
    expect(await pageOf(documents, 2)).toBeDefined();
    expect(await c.retry(followUp(7))).toBe(false);
    history.set(
      followUp(7),
      history.get(followUp(7))!.map((m) => (m.type === 'broken' ? { ...m, type: 'mended' } : m)),
    );
    expect(await c.retry(followUp(7))).toBe(true);
    expect((await pageOf(documents, 1))!.notes).toEqual(['late']);
    expect(await documents.raw(parkedCollection, followUp(7))).toBeUndefined();
  });
  it('tries what is parked again when it starts, and leaves parked what still cannot be read', async () => {
    await consumer(documents).take({ message: say(followUp(7), 'broken', '') });
    await consumer(documents).resume();
    expect(await documents.raw(parkedCollection, followUp(7))).toBeDefined();
    history.set(
      followUp(7),
      history.get(followUp(7))!.map((m) => ({ ...m, type: 'mended' })),
    );
    await consumer(documents).resume();
    expect(await documents.raw(parkedCollection, followUp(7))).toBeUndefined();
  });
  it('keeps the number of an erased fact and forgets its content', async () => {
    const c = consumer(documents);
    await c.take({ message: say(patient(1), 'tombstone', { was: 'PatientRegistered' }) });
    await c.take({ message: say(patient(1), 'named', 'Allan') });
    expect(await pageOf(documents, 1)).toMatchObject({ name: 'Allan' });
  });
  it('reacts after the views are up to date, and again when the same message comes again', async () => {
    const seen: unknown[] = [];
    const policy: Policy = {
      name: 'look',
      on: ['named'],
      react: async () => {
        seen.push((await pageOf(documents, 1))?.name);
      },
    };
    const c = consumer(documents, [policy]);
    const message = say(patient(1), 'named', 'Allan');
    await c.take({ message });
    await c.take({ message });
    expect(seen).toEqual(['Allan', 'Allan']);
  });
  it('has a message brought again while the store is away', async () => {
    let away = true;
    const policy: Policy = {
      name: 'act',
      on: ['named'],
      react: () => (away ? Promise.reject(new StoreUnavailable('disk full')) : Promise.resolve()),
    };
    const c = consumer(documents, [policy]);
    const message = say(patient(1), 'named', 'Allan');
    await expect(c.take({ message })).rejects.toThrow('disk full');
    away = false;
    await c.take({ message });
  });
  it('parks the stream of a reaction that fails on its own account', async () => {
    const incidents: string[] = [];
    const c = consumer(documents, [{ name: 'act', on: ['named'], react: () => Promise.reject(new Error('cannot')) }], incidents);
    await c.take({ message: say(patient(1), 'named', 'Allan') });
    expect(incidents).toEqual(['parked registration.patient: act: cannot']);
  });
});

describe('one history in any order across streams, with repeats', () => {
  const build = async (messages: readonly Message[], build_: (documents: DocumentStore) => Consumer) => {
    const documents = fresh();
    const c = build_(documents);
    for (const message of messages) await c.take({ message });
    return documents;
  };
  it('gives the same documents to the byte', async () => {
    const streams = shortHistory();
    const straight = await build(streams.flat(), (d) => consumer(d));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(100), { minLength: 30, maxLength: 30 }), async (picks) => {
        expect((await differencesBetween(straight, await build(interleaved(streams, picks), (d) => consumer(d)))).differing).toEqual([]);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
  it('would show a view that forgets to be computed again', async () => {
    const forgetful = { ...page, affectedBy: { follow_ups: page.affectedBy['follow_ups']! } } as unknown as View;
    const streams = shortHistory();
    const withForgetful = (d: DocumentStore) =>
      new Consumer({
        service: 'test',
        documents: d,
        copies,
        views: [forgetful],
        policies: [],
        histories: new Map(),
        onIncident: () => undefined,
      });
    const straight = await build(streams.flat(), withForgetful);
    const backwards = await build([...streams].reverse().flat(), withForgetful);
    expect((await differencesBetween(straight, backwards)).differing.length).toBeGreaterThan(0);
    expect((await differencesBetween(straight, straight)) satisfies { compared: number }).toMatchObject({ differing: [] });
  });
});
