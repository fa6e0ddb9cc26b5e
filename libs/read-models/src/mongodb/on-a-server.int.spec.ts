import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import type { Document, Filter, FindOptions } from '../documents.js';
import { serverToTry } from './config.js';
import {
  buildBeside,
  currentGeneration,
  dropBuilt,
  dropFormerGenerations,
  mongoCheckpoint,
  MongoDatabase,
  openMongoDocuments,
  switchTo,
} from './index.js';
import { orderOf, within } from './mongo-collection.js';
import { freshDatabase } from './tried-server.fixture.js';

const url = serverToTry();
const specs = [{ name: 'people', indexes: ['name'] }];
const person = (id: string, more: object = {}) => ({ put: { _id: id, trust: 'ZT001', ...more } as Document, into: 'people' });

it('asks nothing of a server before the first question', async () => {
  const database = new MongoDatabase({ url: 'mongodb://127.0.0.1:1', name: 'nobody' });
  const documents = openMongoDocuments({ database, specs });
  expect(() => documents.collection('others')).toThrow('There is no collection others.');
  await documents.done(0);
  await documents.close();
  await database.close();
});

if (url !== undefined)
  describe('a read model on a server', () => {
    let database: MongoDatabase;
    let drop: () => Promise<void>;
    beforeEach(() => {
      ({ database, drop } = freshDatabase(url));
    });
    afterEach(() => drop());
    const collections = async () => (await (await database.connection()).listCollections()).map(({ name }) => name).sort();
    const idsOf = async (generation?: number) =>
      (await openMongoDocuments({ database, specs, ...(generation === undefined ? {} : { generation }) }).every('people')).map(
        ({ _id }) => _id,
      );

    it('has an index for each field within its trust, in both directions', async () => {
      const documents = openMongoDocuments({ database, specs });
      await documents.write([person('1')]);
      const indexes = await (await database.connection()).collection('g1.doc.people').indexes();
      expect(indexes.map(({ key }) => JSON.stringify(key)).sort()).toEqual([
        '{"_id":1}',
        '{"trust":1,"_id":1}',
        '{"trust":1,"name":-1,"_id":1}',
        '{"trust":1,"name":1,"_id":1}',
      ]);
    });
    it('finds by an index and sorts nothing, where the server can say how it finds', async () => {
      await openMongoDocuments({ database, specs }).write([person('1', { name: 'a' })]);
      const people = (await database.connection()).collection('g1.doc.people');
      const asked: readonly [Filter, FindOptions][] = [
        [{}, {}],
        [{ name: 'a' }, {}],
        [{}, { sort: { name: 1 }, limit: 1 }],
        [{ name: { $gt: 'a' } }, { sort: { name: -1 }, limit: 1 }],
      ];
      for (const [filter, options] of asked) {
        const found = people.find(within('ZT001', filter)).sort(orderOf(options));
        const plan = await found.explain('queryPlanner').then(JSON.stringify, (error: unknown) => error);
        if (typeof plan !== 'string') expect(plan).toMatchObject({ message: expect.stringContaining('no such command') });
        else expect([plan.includes('"IXSCAN"'), plan.includes('"COLLSCAN"'), plan.includes('"SORT"')]).toEqual([true, false, false]);
      }
    });
    it('keeps the newest of what many write at once', async () => {
      const documents = openMongoDocuments({ database, specs });
      const numbers = Array.from({ length: 12 }, (_, n) => ((n * 7) % 12) + 1);
      for (const id of ['a', 'b', 'c']) await Promise.all(numbers.map((published) => documents.write([person(id, { published })])));
      expect(await documents.every('people')).toEqual(['a', 'b', 'c'].map((_id) => ({ _id, trust: 'ZT001', published: 12 })));
    });
    it('refuses on its own account a document that is too long, and a question that is none', async () => {
      const documents = openMongoDocuments({ database, specs });
      await documents.write([person('0')]);
      const long = documents.write([person('1', { family: 'x'.repeat(17_000_000) })]).catch((error: unknown) => error);
      const none = documents
        .collection('people')
        .find('ZT001', { name: { $sounds: 'Allan' } })
        .catch((error: unknown) => error);
      for (const error of [await long, await none]) {
        expect(error).not.toBeInstanceOf(StoreUnavailable);
        expect((error as Error).message).toMatch(/^The read model does not take this: /);
        expect((error as Error).message).not.toMatch(/Allan|xxx/);
      }
    });
    it('writes nothing over a loss until its consumer has asked how far it is', async () => {
      const documents = openMongoDocuments({ database, specs });
      await documents.write([person('1')], 7);
      expect(await documents.progress()).toEqual({ applied: 7, done: 0 });
      await (await database.connection()).collection('g1.progress').updateOne({}, { $set: { applied: 4 } });
      await documents.write([], 8);
      await documents.close();
      await expect(documents.write([person('2')], 8)).rejects.toThrow(StoreUnavailable);
      expect(await idsOf()).toEqual(['1']);
      expect(await documents.progress()).toEqual({ applied: 4, done: 0 });
      await documents.write([person('2')], 5);
      expect(await documents.progress()).toEqual({ applied: 5, done: 0 });
    });
    it('keeps places and checkpoints', async () => {
      const { places } = openMongoDocuments({ database, specs });
      const place = { topic: 'facts', partition: 3, offset: '9007199254740993', through: 7 };
      await places.write({ ...place, offset: '1' });
      await places.write(place);
      await places.write({ ...place, topic: 'other' });
      await places.write({ ...place, partition: 1 });
      expect(await places.read(['facts'])).toEqual([{ ...place, partition: 1 }, place]);
      expect(await places.read([])).toEqual([]);
      const [relay, other] = [mongoCheckpoint(database, 'relay'), mongoCheckpoint(database, 'other')];
      await relay.write(9);
      await relay.write(4);
      expect([await relay.read(), await other.read()]).toEqual([4, 0]);
    });

    it('builds beside what is read, and is switched in one write', async () => {
      const now = openMongoDocuments({ database, specs });
      await now.write([person('old')], 7);
      await now.done(5);
      const place = { topic: 'facts', partition: 0, offset: '3', through: 5 };
      await now.places.write(place);
      expect(await now.progress()).toEqual({ applied: 7, done: 5 });
      const built = await buildBeside({ database, specs }, async (beside) => {
        expect(await beside.progress()).toEqual({ applied: 0, done: 0 });
        await now.write([person('meanwhile')]);
        await beside.write([person('new')], 7);
      });
      expect(built).toEqual({ from: 1, to: 2 });
      expect([await currentGeneration(database), await idsOf()]).toEqual([1, ['meanwhile', 'old']]);
      await switchTo(database, built);
      const after = openMongoDocuments({ database, specs });
      expect([await after.generation(), await idsOf()]).toEqual([2, ['new']]);
      expect([await after.progress(), await after.places.read(['facts'])]).toEqual([{ applied: 7, done: 5 }, [place]]);
      expect((await now.every('people')).length).toBe(2);
      expect(await dropFormerGenerations(database)).toEqual([1]);
      expect((await collections()).filter((name) => name.startsWith('g1.'))).toEqual([]);
      expect(await idsOf()).toEqual(['new']);
      await Promise.all([now.close(), after.close()]);
    });
    it('lets only one of two builds be switched to', async () => {
      const build = () => buildBeside({ database, specs }, (beside) => beside.write([person('1')]));
      const [one, other] = [await build(), await build()];
      expect([one, other]).toEqual([
        { from: 1, to: 2 },
        { from: 1, to: 3 },
      ]);
      await switchTo(database, other);
      await expect(switchTo(database, one)).rejects.toThrow('no longer the current one');
      expect(await currentGeneration(database)).toBe(3);
      for (const { to } of [one, other]) await dropBuilt(database, to);
      expect((await collections()).filter((name) => name.startsWith('g')).map((name) => name.slice(0, 3))).toEqual(
        expect.not.arrayContaining(['g2.']),
      );
      expect(await idsOf()).toEqual(['1']);
    });
    it('leaves nothing of a build that failed', async () => {
      const failed = buildBeside({ database, specs }, async (beside) => {
        await beside.write([person('half')]);
        throw new Error('the history cannot be read');
      });
      await expect(failed).rejects.toThrow('the history cannot be read');
      expect((await collections()).filter((name) => name.startsWith('g2.'))).toEqual([]);
      expect(await currentGeneration(database)).toBe(1);
    });
    it('gives everybody who opens it first the same generation', async () => {
      expect(await Promise.all(Array.from({ length: 8 }, () => currentGeneration(database)))).toEqual(Array(8).fill(1));
    });
  });
