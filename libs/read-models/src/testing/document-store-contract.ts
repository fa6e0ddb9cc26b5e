import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CollectionSpec, Document, DocumentStore } from '../documents.js';

interface Person extends Document {
  readonly name: string;
  readonly age: number;
  readonly team?: string;
  readonly tags?: readonly string[];
  readonly open?: boolean;
}
const specs: readonly CollectionSpec[] = [
  { name: 'people', indexes: ['name', 'team', 'open'] },
  { name: 'others', indexes: [] },
];
const person = (id: string, trust: string, more: Partial<Person> = {}): Person => ({
  _id: id,
  trust,
  name: `name ${id}`,
  age: 50,
  ...more,
});

/** What every read-model store adapter must do. */
export const documentStoreContract = (name: string, open: (specs: readonly CollectionSpec[]) => Promise<DocumentStore>): void => {
  describe(`the document store port on ${name}`, () => {
    let store: DocumentStore;
    beforeEach(async () => {
      store = await open(specs);
    });
    afterEach(() => store.close());
    const people = () => store.collection<Person>('people');
    const put = (...all: readonly Person[]) => store.write(all.map((one) => ({ put: one, into: 'people' })));
    const ids = (found: readonly Person[]) => found.map((one) => one._id);

    it('shows a document to its trust and to no other', async () => {
      await put(person('1', 'ZT001'));
      expect(await people().get('ZT001', '1')).toEqual(person('1', 'ZT001'));
      expect(await people().get('ZT002', '1')).toBeUndefined();
      expect(await people().find('ZT002', {})).toEqual([]);
      expect(await people().count('ZT001', {})).toBe(1);
    });
    it('gives every document of a collection, of all trusts, to whoever keeps the books', async () => {
      await put(person('2', 'ZT002'), person('1', 'ZT001'));
      expect(ids(await store.every<Person>('people'))).toEqual(['1', '2']);
      expect(await store.every('others')).toEqual([]);
    });
    it('gives all of a trust as it is now, however often that was asked before', async () => {
      expect(await people().find('ZT001', {})).toEqual([]);
      await put(person('1', 'ZT001'), person('2', 'ZT002'));
      expect(ids(await people().find('ZT001', {}))).toEqual(['1']);
      await put(person('1', 'ZT001', { age: 51 }));
      expect(await people().find('ZT001', {})).toEqual([person('1', 'ZT001', { age: 51 })]);
      const takenBack = store.together(async () => {
        await put(person('3', 'ZT001'));
        expect(ids(await people().find('ZT001', {}))).toEqual(['1', '3']);
        throw new Error('taken back');
      });
      await expect(takenBack).rejects.toThrow('taken back');
      expect(ids(await people().find('ZT001', {}))).toEqual(['1']);
      await store.write([{ remove: '1', trust: 'ZT001', from: 'people' }]);
      expect(await people().find('ZT001', {})).toEqual([]);
    });
    it('replaces a document as a whole', async () => {
      await put(person('1', 'ZT001', { team: 'a' }));
      await put(person('1', 'ZT001'));
      expect(await people().get('ZT001', '1')).toEqual(person('1', 'ZT001'));
    });
    it('answers filters on indexed and other fields alike', async () => {
      await put(
        person('1', 'ZT001', { team: 'a', age: 61 }),
        person('2', 'ZT001', { team: 'b', age: 70, tags: ['x'] }),
        person('3', 'ZT001', { team: 'a', age: 80 }),
      );
      expect(ids(await people().find('ZT001', { team: 'a' }))).toEqual(['1', '3']);
      expect(ids(await people().find('ZT001', { team: 'a', age: { $gt: 65 } }))).toEqual(['3']);
      expect(ids(await people().find('ZT001', { team: { $in: ['a', 'b'] }, tags: 'x' }))).toEqual(['2']);
      expect(ids(await people().find('ZT001', { $or: [{ name: 'name 1' }, { age: 80 }] }))).toEqual(['1', '3']);
      expect(ids(await people().find('ZT001', { team: { $ne: 'a' } }))).toEqual(['2']);
    });
    it('looks up true and false, and ranges of text, and counts what it would find', async () => {
      await put(
        person('1', 'ZT001', { open: true, name: 'ALLAN' }),
        person('2', 'ZT001', { open: false, name: 'ALLEN' }),
        person('3', 'ZT001', { name: 'BEVAN' }),
      );
      expect(ids(await people().find('ZT001', { open: true }))).toEqual(['1']);
      expect(ids(await people().find('ZT001', { name: { $gte: 'ALL', $lt: 'ALM' } }))).toEqual(['1', '2']);
      expect([
        await people().count('ZT001', { open: false }),
        await people().count('ZT001', { name: { $gte: 'ALL', $lt: 'ALM' }, age: 50 }),
      ]).toEqual([1, 2]);
    });
    it('sorts, skips and limits', async () => {
      await put(person('1', 'ZT001', { age: 61 }), person('2', 'ZT001', { age: 70 }), person('3', 'ZT001', { age: 70 }));
      expect(ids(await people().find('ZT001', {}, { sort: { age: -1, name: -1 }, skip: 1, limit: 1 }))).toEqual(['2']);
    });
    it('gives the first by an indexed field, in order, and those of a range alone', async () => {
      await put(person('1', 'ZT001', { name: 'c' }), person('2', 'ZT001', { name: 'a' }), person('3', 'ZT001', { name: 'b' }));
      await put(person('4', 'ZT002', { name: 'a' }));
      expect(ids(await people().find('ZT001', {}, { sort: { name: 1 }, limit: 2 }))).toEqual(['2', '3']);
      expect(ids(await people().find('ZT001', { name: { $gt: 'a' } }, { sort: { name: -1 }, limit: 5 }))).toEqual(['1', '3']);
      expect(ids(await people().find('ZT001', { age: 50 }, { sort: { name: 1 }, limit: 1 }))).toEqual(['2']);
    });
    it('names the trusts that have documents', async () => {
      await put(person('1', 'ZT002'), person('2', 'ZT001'), person('3', 'ZT001'));
      expect([await store.trustsOf('people'), await store.trustsOf('others')]).toEqual([['ZT001', 'ZT002'], []]);
    });
    it('removes', async () => {
      await put(person('1', 'ZT001'));
      await store.write([{ remove: '1', trust: 'ZT001', from: 'people' }]);
      expect(await people().get('ZT001', '1')).toBeUndefined();
    });
    it('keeps how far it is, and never goes back', async () => {
      await store.write([], 7);
      await store.done(5);
      expect(await store.progress()).toEqual({ applied: 7, done: 5 });
      await store.done(9);
      await store.write([], 3);
      expect(await store.progress()).toEqual({ applied: 9, done: 9 });
    });
    it('dumps one text for one content, whatever order it was written in', async () => {
      await store.write([{ put: { name: 'n', trust: 'ZT001', age: 1, _id: '1' } as Person, into: 'people' }]);
      const dumped = [];
      for await (const each of store.dump()) dumped.push(each);
      expect(dumped).toEqual([{ collection: 'people', id: '1', body: '{"_id":"1","age":1,"name":"n","trust":"ZT001"}' }]);
    });
  });
};
