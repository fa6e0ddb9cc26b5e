import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IntakeLog } from '@rms/intake';
import { chanceFrom } from '../in-memory/chance.js';
import { RegionInMemory, type RegionOptions } from '../in-memory/region-in-memory.js';
import { pictureOf } from './picture.js';
import { asItHappened, storyArbitrary, tellingArbitrary, wordsOf, type Telling } from './story.js';
import { tell } from './tell.js';

const outcomeOf = async (telling: Telling, options: RegionOptions = {}) => {
  const region = await RegionInMemory.open(options);
  try {
    await tell(region, telling);
    return { picture: await pictureOf(region), incidents: region.incidents };
  } finally {
    await region.close();
  }
};

const storyAndTelling = storyArbitrary
  .chain((story) => fc.record({ story: fc.constant(story), telling: tellingArbitrary(story) }))
  .map((told) => ({ ...told, [fc.toStringMethod]: () => `told as\n${wordsOf(told.telling)}\n` }));

const holds = (options: RegionOptions = {}) =>
  fc.asyncProperty(storyAndTelling, async ({ story, telling }) => {
    expect(await outcomeOf(telling, options)).toEqual(await outcomeOf(asItHappened(story)));
  });

describe('registrations, corrections, a merge, a start and results', () => {
  it('come to the same patient, schedule, values, readings, reviews and tasks in any order, once or twice, with rests or without', async () => {
    await fc.assert(holds(), { numRuns: 60, seed: 20261122 });
  }, 120_000);

  it('come to the same where what one service has published overtakes what another has, as it does on a broker', async () => {
    const told = storyAndTelling.chain((story) => fc.record({ told: fc.constant(story), seed: fc.integer({ min: 1, max: 0x7fffffff }) }));
    await fc.assert(
      fc.asyncProperty(told, async ({ told: { story, telling }, seed }) => {
        expect(await outcomeOf(telling, { overtakes: chanceFrom(seed) })).toEqual(await outcomeOf(asItHappened(story)));
      }),
      { numRuns: 60, seed: 20261123 },
    );
  }, 120_000);

  it('would be found out if a stranger’s message were never read again', async () => {
    const forgets = (log: IntakeLog): IntakeLog =>
      new Proxy(log, {
        get: (target, name) => (name === 'waiting' ? () => Promise.resolve([]) : (Reflect.get(target, name) as () => unknown).bind(target)),
      });
    await expect(fc.assert(holds({ faulty: forgets }), { numRuns: 60, seed: 20261122, endOnFailure: true })).rejects.toThrow('told as');
  }, 120_000);
});
