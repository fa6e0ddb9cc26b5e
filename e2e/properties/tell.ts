import type { RegionInMemory } from '../in-memory/region-in-memory.js';
import { livingRecords } from './picture.js';
import { hospitalNumberOf, type Step, type Telling } from './story.js';

const start = async (region: RegionInMemory, step: Extract<Step, { readonly kind: 'start' }>): Promise<void> => {
  await region.quiet();
  const number = hospitalNumberOf(step.record);
  const record = (await livingRecords(region)).find(({ demographics }) =>
    [...demographics.localIds, ...demographics.formerIds].some(({ id }) => id === number),
  );
  if (record === undefined || !(await region.start(record._id, step.anchorOn))) throw new Error('The follow-up was not started.');
};

/** Tells a region a story and waits until nothing waits for anything. */
export const tell = async (region: RegionInMemory, telling: Telling): Promise<void> => {
  for (const { step, controlId, waits } of telling.steps) {
    if (step.kind === 'start') await start(region, step);
    else if (!(await region.send(step.of(controlId))).includes('MSA|AA')) throw new Error(`${step.name} was not accepted.`);
    if (waits) await region.quiet();
  }
  await region.quiet();
};
