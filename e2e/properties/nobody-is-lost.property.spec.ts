import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@rms/event-sourcing';
import { hl7 } from '@rms/hl7/testing';
import type { Document } from '@rms/read-models';
import fc from 'fast-check';
import { RegionInMemory, trust } from '../in-memory/region-in-memory.js';
import { lostIn } from './held.js';
import { asItHappened, storyArbitrary, storyWithADeathArbitrary, tellingArbitrary, wordsOf, type Telling } from './story.js';
import { tell } from './tell.js';

const limit = 0.2;
// In any order, or as it happened and with a death: nobody can start a follow-up of somebody who has died.
const toldInSomeWay = fc.oneof(storyArbitrary.chain(tellingArbitrary), storyWithADeathArbitrary.map(asItHappened));
// An operation of five years ago: a sample of this year is the last that the schedule asks for.
const operations = fc.constantFrom('2025-06-01', '2021-01-10');
const tellings = fc
  .record({ told: toldInSomeWay, anchorOn: operations })
  .map(({ told: { steps }, anchorOn }) => ({
    steps: steps.map((one) => (one.step.kind === 'start' ? { ...one, step: { ...one.step, anchorOn } } : one)),
  }))
  .map((telling) => ({ telling, [fc.toStringMethod]: () => `told as\n${wordsOf(telling)}\n` }));

const historyOf = async (telling: Telling): Promise<readonly StoredEvent[]> => {
  const region = await RegionInMemory.open();
  try {
    await tell(region, telling);
    expect(region.incidents).toEqual([]);
    return [...region.store.events];
  } finally {
    await region.close();
  }
};

describe('nobody is lost', () => {
  it('after any append of any story: a next date, an open review or an ending, a review of each worrying result, a task for each review (INV-05, INV-14)', async () => {
    const seen = { reviews: 0, endings: 0, complete: 0 };
    await fc.assert(
      fc.asyncProperty(tellings, async ({ telling }) => {
        const events = await historyOf(telling);
        seen.reviews += events.filter(({ type }) => type === 'ReviewOpened').length;
        seen.complete += events.filter(({ data }) => Buffer.from(data).includes('"about":"schedule-complete"')).length;
        seen.endings += events.filter(({ type }) => type === 'FollowUpEnded').length;
        expect(lostIn(events, limit)).toEqual([]);
      }),
      { numRuns: 60, seed: 20261122 },
    );
    // Stories in which nothing worrying happens would show nothing.
    expect(seen.reviews).toBeGreaterThan(60);
    expect(seen.endings).toBeGreaterThan(10);
    expect(seen.complete).toBeGreaterThan(10);
  }, 120_000);

  describe('would be found out', () => {
    let events: readonly StoredEvent[];
    const without = (type: string): readonly StoredEvent[] => {
      const index = events.findLastIndex((event) => event.type === type);
      expect(index).toBeGreaterThan(-1);
      return events.filter((_, nth) => nth !== index);
    };
    beforeAll(async () => {
      const region = await RegionInMemory.open();
      const at = '20260301090000';
      await region.send(hl7('ADT^A28', { controlId: 'R1', at }).segment('EVN', 'A28', at).patient().bytes());
      await region.quiet();
      const [patient] = await region.views.collection<Document>('patients').find(trust, {});
      expect(await region.start(patient?._id ?? '', '2025-11-01')).toBe(true);
      await region.send(
        hl7('ORU^R01', { controlId: 'L1' }).patient().order({ at: '202603020900' }).result({ value: '1.4', at: '202603020900' }).bytes(),
      );
      await region.quiet();
      events = [...region.store.events];
      await region.close();
    });
    afterAll(() => {
      events = [];
    });

    it.each([
      ['a review were forgotten', 'ReviewOpened', 'nobody is asked about'],
      ['a task were forgotten', 'TaskOpened', 'is nobody’s task'],
    ])('if %s', (_, type, finding) => {
      expect(lostIn(events, limit)).toEqual([]);
      expect(lostIn(without(type), limit).join('\n')).toContain(finding);
    });

    it('if a schedule were empty', () => {
      const bare = events.map((event) =>
        event.type === 'FollowUpStarted'
          ? { ...event, data: Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(event.data).toString()) as object), tests: [] })) }
          : event,
      );
      expect(lostIn(bare, limit).join('\n')).toContain('nothing holds');
    });
  });
});
