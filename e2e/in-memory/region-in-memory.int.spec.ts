import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hl7 } from '@rms/hl7/testing';
import { RegionInMemory, trust } from './region-in-memory.js';

describe('a region in memory', () => {
  let region: RegionInMemory;
  beforeEach(async () => {
    region = await RegionInMemory.open();
  });
  afterEach(() => region.close());

  interface Item {
    readonly _id: string;
    readonly trust: string;
    readonly kind: string;
    readonly why: string;
  }
  const tasks = async (): Promise<readonly string[]> => {
    await region.quiet();
    const items = await region.views.collection<Item>('work_items').find(trust, {});
    // Letters are held here, as this trust has given no contact details: that is no matter of this story.
    return items.filter(({ kind }) => kind !== 'letter').map(({ kind, why }) => `${kind}: ${why}`);
  };
  const follows = async (): Promise<void> => {
    await region.send(hl7('ADT^A28^ADT_A05', { controlId: 'R1' }).segment('EVN', 'A28', '20260301090000').patient().bytes());
    await region.quiet();
    const [patient] = await region.views.collection<{ _id: string; trust: string }>('patients').find(trust, {});
    expect(await region.start(patient!._id, '2025-11-01')).toBe(true);
  };
  const reports = (controlId: string, value: string, day: string): Promise<string> =>
    region.send(
      hl7('ORU^R01', { controlId })
        .patient()
        .order({ filler: controlId, at: `${day}0900` })
        .result({ value, type: 'ST', at: `${day}0900` })
        .bytes(),
    );

  it('brings a result from the door to the worklist', async () => {
    await follows();
    await reports('L1', '0.31', '20260302');
    expect(await tasks()).toEqual([expect.stringContaining('0.31')]);
    expect(region.incidents).toEqual([]);
  });

  it('puts a text that is too long for it before a clinician, and every result after it', async () => {
    await follows();
    await reports('L1', 'See comment. '.repeat(400), '20260301');
    await reports('L2', '7.7', '20260302');
    expect(await tasks()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^review: .*See comment.*cannot be interpreted/), expect.stringContaining('7.7')]),
    );
    expect(region.incidents).toEqual([]);
  });

  it('records nothing of a message that nobody could be told of: somebody is asked, and the record goes on', async () => {
    await follows();
    const told = hl7('ADT^A31', { controlId: 'R2', at: '20260303090000' }).segment('EVN', 'A31', '20260303090000');
    await region.send(told.patient({ given: 'Alan '.repeat(200), died: 'Y' }).bytes());
    expect(await tasks()).toEqual([expect.stringMatching(/^quarantine: .*R2.*could not be read/)]);
    await reports('L1', '0.31', '20260302');
    expect(await tasks()).toEqual(expect.arrayContaining([expect.stringMatching(/^review: .*0\.31/)]));
    // That it could not be read is told to whoever keeps the service; nothing is parked.
    expect(region.incidents.filter((incident) => incident.startsWith('parked'))).toEqual([]);
  });
});
