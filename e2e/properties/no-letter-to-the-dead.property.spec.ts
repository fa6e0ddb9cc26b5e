import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@rms/event-sourcing';
import fc from 'fast-check';
import { RegionInMemory } from '../in-memory/region-in-memory.js';
import { asItHappened, storyWithADeathArbitrary, wordsOf } from './story.js';
import { tell } from './tell.js';

const tellings = storyWithADeathArbitrary
  .map(asItHappened)
  .map((telling) => ({ telling, [fc.toStringMethod]: () => `told as\n${wordsOf(telling)}\n` }));

const patientIn = (event: StoredEvent): string => {
  const { patient, to } = JSON.parse(Buffer.from(event.data).toString()) as { readonly patient?: string; readonly to?: string };
  return patient ?? to ?? '';
};

/** The letters that are owed at the end of a history to somebody who has died, by what the facts say. */
const owedToTheDead = (events: readonly StoredEvent[]): readonly string[] => {
  const dead = new Set<string>();
  const owed = new Map<string, string>();
  for (const event of events) {
    const about = event.stream.slice(-36);
    if (event.type === 'PatientDied') dead.add(about);
    if (event.type === 'DeathWithdrawn') dead.delete(about);
    if (event.type === 'LetterOwed' || (event.type === 'LetterReassigned' && owed.has(event.stream)))
      owed.set(event.stream, patientIn(event));
    if (event.type === 'LetterCancelled') owed.delete(event.stream);
  }
  return [...owed].filter(([, patient]) => dead.has(patient)).map(([letter]) => letter);
};

describe('a letter', () => {
  it('is owed to nobody who has died, whatever was owed before and whatever comes after (INV-17)', async () => {
    const seen = { stopped: 0, lives: 0 };
    let story: readonly StoredEvent[] = [];
    await fc.assert(
      fc.asyncProperty(tellings, async ({ telling }) => {
        const region = await RegionInMemory.open();
        await tell(region, telling);
        const events = [...region.store.events];
        await region.close();
        const stopped = events.filter((event) => event.type === 'LetterCancelled' && Buffer.from(event.data).includes('patient-died'));
        if (stopped.length > 0 && events.every(({ type }) => type !== 'DeathWithdrawn')) story = events;
        seen.stopped += stopped.length;
        seen.lives += events.filter(({ type }) => type === 'DeathWithdrawn').length;
        expect(owedToTheDead(events)).toEqual([]);
      }),
      { numRuns: 60, seed: 20261122 },
    );
    expect(seen.stopped).toBeGreaterThan(10);
    expect(seen.lives).toBeGreaterThan(10);
    // It would be found out if one had not been stopped.
    expect(owedToTheDead(story.filter(({ type }) => type !== 'LetterCancelled'))).not.toEqual([]);
  }, 120_000);
});
