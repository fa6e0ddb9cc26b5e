import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RegionInMemory, type RegionOptions } from '../in-memory/region-in-memory.js';
import { pictureOf } from './picture.js';
import { asItHappened, storyWithADeathArbitrary, wordsOf } from './story.js';
import { tell } from './tell.js';

const told = storyWithADeathArbitrary.map((story) => ({
  telling: asItHappened(story),
  [fc.toStringMethod]: () => `told as\n${wordsOf(asItHappened(story))}\n`,
}));

const holds = (options: Pick<RegionOptions, 'isHasty'> = {}) =>
  fc.asyncProperty(told, async ({ telling }) => {
    const first = await RegionInMemory.open();
    await tell(first, telling);
    const [before, picture] = [first.store.events.length, await pictureOf(first)];
    await first.close();
    const again = await RegionInMemory.openAgain(first, options);
    try {
      expect(again.store.events.slice(before).map(({ stream, type }) => `${type} on ${stream}`)).toEqual([]);
      expect(await pictureOf(again)).toEqual(picture);
      expect(again.incidents).toEqual(first.incidents);
    } finally {
      await again.close();
    }
  });

describe('a region that has lost everything but its history', () => {
  it('reads its history once more, reacts to all of it, and decides nothing that was not decided', async () => {
    await fc.assert(holds(), { numRuns: 40, seed: 20261122 });
  }, 120_000);

  it('would be found out if it reacted to a fact before it had read the rest', async () => {
    await expect(fc.assert(holds({ isHasty: true }), { numRuns: 40, seed: 20261122, endOnFailure: true })).rejects.toThrow('told as');
  }, 120_000);
});
