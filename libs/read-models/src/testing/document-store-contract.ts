import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CollectionSpec, Document, DocumentStore, Filter } from '../documents.js';

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

/** One adapter, for trying it. */
export interface AdapterToTry {
  /** A store with nothing in it, and what ends it for good. */
  readonly open: (specs: readonly CollectionSpec[]) => Promise<{ readonly store: DocumentStore; readonly close: () => Promise<void> }>;
  /** Whether work that fails has written nothing. */
  readonly takesBack: boolean;
}

/** What every read-model store adapter must do. */
export const documentStoreContract = (name: string, { open, takesBack }: AdapterToTry): void => {
  describe(`the document store port on ${name}`, () => {
    let store: DocumentStore;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ store, close } = await open(specs));
    });
    afterEach(() => close());
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
      await store.write([{ remove: '1', trust: 'ZT001', from: 'people' }]);
      expect(await people().find('ZT001', {})).toEqual([]);
    });
    it('shows work its own writes, and tells of its failure', async () => {
      await people().find('ZT001', {});
      const failed = store.together(async () => {
        await put(person('3', 'ZT001'));
        expect(ids(await people().find('ZT001', {}))).toEqual(['3']);
        throw new Error('failed');
      });
      await expect(failed).rejects.toThrow('failed');
      expect(ids(await people().find('ZT001', {}))).toEqual(takesBack ? [] : ['3']);
      expect(await store.together(() => Promise.resolve('done'))).toBe('done');
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
    it('gives those that are equal in order by their ids, whichever way it sorts', async () => {
      await put(...['3', '1', '2'].map((id) => person(id, 'ZT001', { name: 'same' })), person('0', 'ZT001', { name: 'z' }));
      for (const options of [{}, { limit: 9 }]) {
        expect(ids(await people().find('ZT001', {}, { sort: { name: 1 }, ...options }))).toEqual(['1', '2', '3', '0']);
        expect(ids(await people().find('ZT001', {}, { sort: { name: -1 }, ...options }))).toEqual(['0', '1', '2', '3']);
        expect(ids(await people().find('ZT001', {}, { sort: { age: -1 }, ...options }))).toEqual(['0', '1', '2', '3']);
      }
      expect(await people().find('ZT001', {}, { sort: { name: 1 }, limit: 0 })).toEqual([]);
    });
    it('gives the first by an indexed field, in order, and those of a range alone', async () => {
      await put(person('1', 'ZT001', { name: 'c' }), person('2', 'ZT001', { name: 'a' }), person('3', 'ZT001', { name: 'b' }));
      await put(person('4', 'ZT002', { name: 'a' }));
      expect(ids(await people().find('ZT001', {}, { sort: { name: 1 }, limit: 2 }))).toEqual(['2', '3']);
      expect(ids(await people().find('ZT001', { name: { $gt: 'a' } }, { sort: { name: -1 }, limit: 5 }))).toEqual(['1', '3']);
      expect(ids(await people().find('ZT001', { age: 50 }, { sort: { name: 1 }, limit: 1 }))).toEqual(['2']);
    });
    it('gives a document back as JSON would keep it, with whatever names its fields have', async () => {
      const odd = {
        _id: '1',
        trust: 'ZT001',
        byCode: { '2.16.840': { $in: ['a.b', '$c'] }, '%2E': '%', '': 0, 'a\0b': null, $set: { x: [] } },
        numbers: [0, -1, 1.5, 2 ** 31, -(2 ** 53) + 1, 1e300],
        texts: ['', '\0', 'Zoë', '\u{1f3e5}'],
        nothing: {},
        errors: 'e',
        isNew: true,
        save: 's',
        collection: 'c',
        __v: 7,
      };
      const rows = [{ nested: [{ left: undefined, kept: 1 }] }];
      await store.write([{ put: { ...odd, left: undefined, rows } as Document, into: 'others' }]);
      const written = { ...odd, rows: [{ nested: [{ kept: 1 }] }] };
      const others = store.collection('others');
      expect(await others.get('ZT001', '1')).toStrictEqual(written);
      expect(await others.find('ZT001', {})).toStrictEqual([written]);
      expect(await store.raw('others', '1')).toStrictEqual(written);
      expect(await store.every('others')).toStrictEqual([written]);
    });
    it('answers filters on what is inside a document', async () => {
      const inside = {
        _id: '1',
        trust: 'ZT001',
        place: { ward: '7', bed: null },
        seen: [
          { by: 'a', n: 1 },
          { by: 'b', n: 2 },
        ],
        'of%': 5,
      };
      await store.write([
        { put: inside, into: 'others' },
        { put: { _id: '2', trust: 'ZT001' }, into: 'others' },
      ]);
      const found = async (filter: Filter) => ids(await store.collection<Person>('others').find('ZT001', filter));
      expect(await found({ 'place.ward': '7' })).toEqual(['1']);
      expect(await found({ place: { ward: '7', bed: null } })).toEqual(['1']);
      expect(await found({ place: { $exists: false } })).toEqual(['2']);
      expect(await found({ 'place.bed': null })).toEqual(['1', '2']);
      expect(await found({ seen: { $elemMatch: { by: 'a', n: { $gte: 2 } } } })).toEqual([]);
      expect(await found({ seen: { $not: { $elemMatch: { by: 'a' } } } })).toEqual(['2']);
      expect(await found({ $nor: [{ 'seen.by': { $in: ['b', 'c'] } }] })).toEqual(['2']);
      expect(await found({ 'of%': { $lt: 6 } })).toEqual(['1']);
      expect(await found({ trust: 'ZT002' })).toEqual([]);
    });
    it('puts no copy over a newer one', async () => {
      const copy = (published: number, name: string) => ({ put: { ...person('1', 'ZT001', { name }), published }, into: 'people' });
      const named = async () => (await people().get('ZT001', '1'))?.name;
      await store.write([copy(3, 'third')]);
      await store.write([copy(2, 'second'), { put: person('2', 'ZT001'), into: 'people' }]);
      expect([await named(), (await people().get('ZT001', '2'))?.name]).toEqual(['third', 'name 2']);
      await store.write([copy(3, 'third again')]);
      expect(await named()).toBe('third again');
      await store.write([copy(4, 'fourth')]);
      expect(await named()).toBe('fourth');
      await put(person('1', 'ZT001'));
      expect(await people().get('ZT001', '1')).toStrictEqual(person('1', 'ZT001'));
      await store.write([{ put: { ...person('1', 'ZT001'), published: 'yesterday' } as Document, into: 'people' }]);
      await store.write([copy(1, 'first')]);
      expect(await named()).toBe('first');
    });
    it('writes changes in their order, whichever collections they are in', async () => {
      const put1 = { put: person('1', 'ZT001'), into: 'people' };
      const remove1 = { remove: '1', trust: 'ZT001', from: 'people' };
      await store.write([put1, { put: person('1', 'ZT001'), into: 'others' }, remove1]);
      expect([await store.raw('people', '1'), await store.raw('others', '1')]).toEqual([undefined, person('1', 'ZT001')]);
      await store.write([put1, remove1, put1, { ...put1, put: person('1', 'ZT001', { age: 7 }) }]);
      expect(await store.raw('people', '1')).toEqual(person('1', 'ZT001', { age: 7 }));
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
      await store.done(8);
      await store.write([], 4);
      expect(await store.progress()).toEqual({ applied: 9, done: 9 });
    });
    it('dumps collections by name and documents by id', async () => {
      await put(person('b', 'ZT001'), person('A', 'ZT002'), person('a', 'ZT001'));
      await store.write([{ put: person('z', 'ZT001'), into: 'others' }]);
      const dumped = [];
      for await (const { collection, id } of store.dump()) dumped.push(`${collection}/${id}`);
      expect(dumped).toEqual(['others/z', 'people/A', 'people/a', 'people/b']);
    });
    it('dumps one text for one content, whatever order it was written in', async () => {
      await store.write([{ put: { name: 'n', trust: 'ZT001', age: 1, _id: '1' } as Person, into: 'people' }]);
      const dumped = [];
      for await (const each of store.dump()) dumped.push(each);
      expect(dumped).toEqual([{ collection: 'people', id: '1', body: '{"_id":"1","age":1,"name":"n","trust":"ZT001"}' }]);
    });
  });
};
