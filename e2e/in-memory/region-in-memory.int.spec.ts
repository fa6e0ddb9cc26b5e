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
  const reports = (controlId: string, value: string, day: string, { filler = controlId, status = 'F', at = '' } = {}): Promise<string> =>
    region.send(
      hl7('ORU^R01', { controlId, ...(at === '' ? {} : { at }) })
        .patient()
        .order({ filler, at: `${day}0900`, status })
        .result({ value, type: 'ST', at: `${day}0900`, status })
        .bytes(),
    );
  const results = async (): Promise<readonly string[]> => {
    await region.quiet();
    const copies = await region.views.collection<{ _id: string; trust: string; reports: readonly Told[] }>('results').find(trust, {});
    return copies.map(({ reports: told }) => told.map(({ report }) => `${report.value.raw} of ${report.sampledOn}`).join(', then ')).sort();
  };
  interface Told {
    readonly report: { readonly value: { readonly raw: string }; readonly sampledOn: string };
  }

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

  it('takes a correction of the sample time for the same result, and holds one that may be of either of two samples', async () => {
    await follows();
    await reports('L1', '0.05', '20260301', { at: '20260302100000' });
    await reports('L2', '0.05', '20260225', { filler: 'L1', status: 'C', at: '20260303100000' });
    expect(await results()).toEqual(['0.05 of 2026-03-01, then 0.05 of 2026-02-25']);
    await reports('L3', '0.06', '20260304', { filler: 'L1', at: '20260304100000' });
    expect(await results()).toEqual(['0.05 of 2026-03-01, then 0.05 of 2026-02-25', '0.06 of 2026-03-04']);
    await reports('L4', '0.07', '20260306', { filler: 'L1', status: 'C', at: '20260307100000' });
    expect(await results()).toHaveLength(2);
    expect(await tasks()).toEqual([expect.stringMatching(/^quarantine: .*L4.*not known which/)]);
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
