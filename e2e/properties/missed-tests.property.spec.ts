import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hl7, testNhsNumber, type MessageForTest } from '@rms/hl7/testing';
import { RegionInMemory, trust } from '../in-memory/region-in-memory.js';
import { livingRecords, pictureOf } from './picture.js';

const him = {
  nhsNumber: testNhsNumber(3),
  hospitalNumber: 'H100001',
  family: 'PROPERTY',
  given: 'Alan',
  bornOn: '19560505',
  sex: 'M',
} as const;
/** Days go by, and then one of his hospitals says something of him. */
interface Step {
  readonly days: number;
  readonly says: 'nothing' | 'booked' | 'not-attended' | 'result' | 'died' | 'lives';
  /** Whether the region is started anew before, and how often somebody looks at the date. */
  readonly restarts: boolean;
  readonly looks: number;
}
const storyArbitrary = fc.array(
  fc.record({
    days: fc.integer({ min: 1, max: 50 }),
    says: fc.constantFrom<Step['says']>('nothing', 'nothing', 'nothing', 'booked', 'not-attended', 'result', 'died', 'lives'),
    restarts: fc.boolean(),
    looks: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 3, maxLength: 9 },
);

const messageOf = ({ says }: Step, today: string, nth: number): Uint8Array | undefined => {
  const header = { controlId: `M${String(nth)}`, at: `${today}090000` };
  const appointment = (trigger: string): MessageForTest =>
    hl7(`SIU^${trigger}`, header)
      .segment('SCH', '', `F${String(Math.floor(nth / 2))}`, '', '', '', '', 'PSA^Blood test', '', '', '', `^^^${today}1000`)
      .patient(him);
  switch (says) {
    case 'nothing':
      return undefined;
    case 'booked':
      return appointment('S12').bytes();
    case 'not-attended':
      return appointment('S26').bytes();
    case 'result':
      return hl7('ORU^R01', header)
        .patient(him)
        .order({ filler: `L${today}`, at: `${today}0830` })
        .result({ value: '0.03', at: `${today}0830` })
        .bytes();
    default:
      return hl7('ADT^A08', header)
        .segment('EVN', 'A08', header.at)
        .patient({ ...him, died: says === 'died' ? 'Y' : 'N' })
        .bytes();
  }
};

interface FollowUpDocument {
  readonly _id: string;
  readonly phase: string;
  readonly wakeAt: string;
}
// INV-14, after all that was due has been noticed: an ending, an open task, or a date that is still to come.
const expectNobodyLost = async (region: RegionInMemory): Promise<void> => {
  const states = await region.views
    .collection<{ readonly _id: string; readonly trust: string; readonly heldBy: string }>('follow_up_states')
    .find(trust, {});
  const copies = await region.pathwayDocuments.collection<FollowUpDocument & { readonly trust: string }>('follow_ups').find(trust, {});
  expect(states).toHaveLength(copies.length);
  for (const { _id, phase, wakeAt } of copies) {
    const heldBy = states.find((state) => state._id === _id)?.heldBy;
    const isStillToCome = wakeAt.replaceAll('-', '') > region.today;
    expect([phase, wakeAt, heldBy, phase === 'ended' || heldBy === 'task' || isStillToCome]).toEqual([phase, wakeAt, heldBy, true]);
  }
};

const live = async (story: readonly Step[], { isDisturbed }: { readonly isDisturbed: boolean }) => {
  let region = await RegionInMemory.open();
  await region.send(hl7('ADT^A28', { controlId: 'R', at: '20260301090000' }).segment('EVN', 'A28', '20260301090000').patient(him).bytes());
  await region.quiet();
  const [record] = await livingRecords(region);
  // The first PSA becomes overdue on 23 March 2026, thirteen days from the first day.
  expect(await region.start(record?._id ?? '', '2026-01-25')).toBe(true);
  await region.quiet();
  for (const [nth, step] of story.entries()) {
    if (isDisturbed && step.restarts) {
      await region.close();
      region = await RegionInMemory.openAgain(region);
    }
    await region.daysPass(step.days, isDisturbed ? step.looks : 1);
    const message = messageOf(step, region.today, nth);
    if (message !== undefined) await region.send(message);
    await region.daysPass(0, isDisturbed ? step.looks : 1);
    await expectNobodyLost(region);
  }
  const facts = region.store.events.filter(({ stream }) => stream.startsWith('pathway.follow-up')).map(({ type }) => type);
  const lived = { facts, picture: await pictureOf(region), incidents: region.incidents };
  await region.close();
  return lived;
};

describe('a patient who may or may not have his tests', () => {
  it('is never lost, and it is all the same how often somebody looks and when the system is started anew', async () => {
    await fc.assert(
      fc.asyncProperty(storyArbitrary, async (story) => {
        expect(await live(story, { isDisturbed: true })).toEqual(await live(story, { isDisturbed: false }));
      }),
      { numRuns: 30, seed: 20261122 },
    );
  }, 180_000);

  it('would be found to be lost if nobody looked at the date', async () => {
    const region = await RegionInMemory.open();
    await region.send(
      hl7('ADT^A28', { controlId: 'R', at: '20260301090000' }).segment('EVN', 'A28', '20260301090000').patient(him).bytes(),
    );
    await region.quiet();
    const [record] = await livingRecords(region);
    await region.start(record?._id ?? '', '2026-01-25');
    await region.daysPass(30, 0);
    await expect(expectNobodyLost(region)).rejects.toThrow();
    await region.close();
  });
});
