import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hl7 } from '@rms/hl7/testing';
import { RegionInMemory, trust } from './region-in-memory.js';

describe('a region in memory', () => {
  let region: RegionInMemory;
  beforeEach(async () => {
    region = await RegionInMemory.open();
  });
  afterEach(() => region.close());

  it('brings a result from the door to the worklist', async () => {
    expect(
      await region.send(hl7('ADT^A28^ADT_A05', { controlId: 'R1' }).segment('EVN', 'A28', '20260301090000').patient().bytes()),
    ).toContain('MSA|AA|R1');
    await region.quiet();
    const [patient] = await region.views.collection<{ _id: string; trust: string }>('patients').find(trust, {});
    expect(await region.start(patient!._id, '2025-11-01')).toBe(true);
    await region.send(hl7('ORU^R01', { controlId: 'L1' }).patient().order().result({ value: '0.31' }).bytes());
    await region.quiet();
    const items = await region.views.collection<{ _id: string; trust: string; why: string }>('work_items').find(trust, {});
    expect(items.map((item) => item.why)).toEqual([expect.stringContaining('0.31')]);
    expect(region.incidents).toEqual([]);
  });
});
