import { describe, expect, it } from '@jest/globals';
import { openSqliteDocuments, type Document } from '@rms/read-models';
import { livingRecord, recordsInto, type MergeableRecord } from './merged-records.js';

const specs = [{ name: 'records', indexes: ['retiredInto'] }];
const recordsWith = async (into: Readonly<Record<string, string | undefined>>) => {
  const documents = openSqliteDocuments(':memory:', specs);
  const put = Object.entries(into).map(([_id, retiredInto]): Document => ({
    _id,
    trust: 'ZT001',
    ...(retiredInto === undefined ? {} : { retiredInto }),
  }));
  await documents.write(put.map((document) => ({ put: document, into: 'records' })));
  return documents.collection<MergeableRecord>('records');
};

describe('records that went into one another', () => {
  it('are one person’s, under the record that no other follows', async () => {
    const records = await recordsWith({ a: 'b', b: 'c', c: undefined, other: undefined });
    expect((await livingRecord(records, 'ZT001', 'a'))?._id).toBe('c');
    expect(await recordsInto(records, 'ZT001', 'c')).toEqual(['c', 'b', 'a']);
  });
  it('end at one that is not known yet, and are nobody’s of another trust', async () => {
    const records = await recordsWith({ a: 'b' });
    expect((await livingRecord(records, 'ZT001', 'a'))?._id).toBe('a');
    expect(await livingRecord(records, 'ZT002', 'a')).toBeUndefined();
    expect(await livingRecord(records, 'ZT001', 'b')).toBeUndefined();
  });
  it('do not lead round for ever', async () => {
    const records = await recordsWith({ a: 'b', b: 'a' });
    expect(['a', 'b']).toContain((await livingRecord(records, 'ZT001', 'a'))?._id);
    expect(await recordsInto(records, 'ZT001', 'a')).toEqual(['a', 'b']);
  });
});
