import { describe, expect, it } from '@jest/globals';
import { LedgerReader, reconcile } from '@rms/alerting';
import type { Delivery, PublishedHistory } from '@rms/messaging';
import fc from 'fast-check';
import { RegionInMemory } from '../in-memory/region-in-memory.js';
import { asItHappened, storyWithADeathArbitrary, wordsOf } from './story.js';
import { tell } from './tell.js';

const told = storyWithADeathArbitrary.map((story) => ({
  telling: asItHappened(story),
  [fc.toStringMethod]: () => `told as\n${wordsOf(asItHappened(story))}\n`,
}));

type Histories = ReadonlyMap<string, PublishedHistory>;
/** Everything has been reacted to, and nothing is overdue yet. */
const settled = { yesterday: '2025-06-02', settledBefore: '9999' };

/** The same histories, of which some facts were never recorded. */
const without = (isLost: (type: string) => boolean) => {
  const isThere = (delivery: Delivery): boolean => !('message' in delivery) || !isLost(delivery.message.type);
  return (histories: Histories): Histories =>
    new Map(
      // Owners who share a log are read in one go: without it they are asked one after the other.
      [...histories].map(([service, { log: _, ...history }]) => [
        service,
        {
          ...history,
          since: async (position: number, limit: number) => {
            const page = await history.since(position, limit);
            return { ...page, deliveries: page.deliveries.filter(isThere) };
          },
        },
      ]),
    );
};

const nobodyIsLost = (through: (histories: Histories) => Histories = (histories) => histories) =>
  fc.asyncProperty(told, async ({ telling }) => {
    const region = await RegionInMemory.open();
    try {
      await tell(region, telling);
      const reader = new LedgerReader(through(region.histories));
      const sums = reconcile(await reader.advanceTo('9999'), settled);
      expect(sums.flatMap(({ exceptions }) => exceptions.map(({ why }) => why))).toEqual([]);
    } finally {
      await region.close();
    }
  });

describe('the reckoning from published facts', () => {
  it('comes to the same as the deciders: after any story everybody is held', async () => {
    await fc.assert(nobodyIsLost(), { numRuns: 60, seed: 20261122 });
  }, 120_000);

  it.each([
    ['tasks that were never opened', 'alerting.task-opened.v1'],
    ['letters that were never owed', 'letters.letter-owed.v1'],
    ['reviews that were never opened', 'pathway.review-opened.v1'],
  ])(
    'would find %s',
    async (_, type) => {
      const faulty = nobodyIsLost(without((each) => each === type));
      await expect(fc.assert(faulty, { numRuns: 40, seed: 20261122, endOnFailure: true })).rejects.toThrow('told as');
    },
    120_000,
  );
});
