import { describe, expect, it } from '@jest/globals';
import mongoose, { type mongo } from 'mongoose';
import type { Change } from '../documents.js';
import type { Stored } from './mongo-collection.js';
import { runsOf, writeRun } from './write-changes.js';

const put = (id: string, into = 'a', published?: number): Change => ({
  put: { _id: id, trust: 'ZT001', ...(published === undefined ? {} : { published }) },
  into,
});

/** A collection that says of the first operation of its first call that there is a document of that id already. */
const oneThatWasJustPut = () => {
  const calls: (readonly mongo.AnyBulkWriteOperation<Stored>[])[] = [];
  const target = {
    bulkWrite: (operations: readonly mongo.AnyBulkWriteOperation<Stored>[]) => {
      calls.push(operations);
      if (calls.length > 1) return Promise.resolve();
      const told = { message: 'E11000', code: 11_000, writeErrors: [{ index: 1, code: 11_000, errmsg: 'E11000' }] };
      return Promise.reject(new mongoose.mongo.MongoBulkWriteError(told as never, {} as never));
    },
  };
  return { calls, target: target as unknown as mongo.Collection<Stored> };
};

describe('changes on their way', () => {
  it('travel in their order, those of one collection that follow one another together', () => {
    const remove: Change = { remove: '1', trust: 'ZT001', from: 'a' };
    expect(runsOf([put('1'), remove, put('2', 'b'), put('3')]).map(({ collection, changes }) => [collection, changes.length])).toEqual([
      ['a', 2],
      ['b', 1],
      ['a', 1],
    ]);
  });
  it('replace what another put in the same moment where that is no newer, and go on with the rest', async () => {
    const { calls, target } = oneThatWasJustPut();
    await writeRun(target, [put('1', 'a', 1), put('2', 'a', 7), put('3')]);
    const seen = calls.map((operations) =>
      operations.map((one) => ('replaceOne' in one ? [one.replaceOne.filter, one.replaceOne.upsert] : [])),
    );
    const unlessNewer = (id: string, published: number) => ({ _id: id, published: { $not: { $gt: published } } });
    expect(seen).toEqual([
      [
        [unlessNewer('1', 1), true],
        [unlessNewer('2', 7), true],
        [{ _id: '3' }, true],
      ],
      [
        [unlessNewer('2', 7), false],
        [{ _id: '3' }, true],
      ],
    ]);
  });
});
