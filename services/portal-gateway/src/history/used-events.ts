import type { ToldEvent } from '@rms/service-kit';
import { hadHappened } from './true-at.projection.js';

/** Which events a moment was worked out from. */
export interface UsedEvents {
  readonly known: readonly ToldEvent[];
  /** Acts recorded by then, and observations that had happened by then, whenever they were recorded. */
  readonly truth: readonly ToldEvent[];
}

// These say who somebody is, that two records were one person’s all along, or that what had happened had not: they have no time of
// their own in the world, and count from the beginning.
const atAnyTime: readonly string[] = [
  'PatientRegistered',
  'DemographicsCorrected',
  'DemographicsConfirmed',
  'DeathWithdrawn',
  'PatientRetired',
];

const counts = (event: ToldEvent, at: string): boolean =>
  event.nature === 'act' ? event.recordedAt <= at : atAnyTime.includes(event.type) || hadHappened(event, at);

/** The events behind both views of a moment, by what each fact is declared to be. */
export const usedAt = (told: readonly ToldEvent[], at: string): UsedEvents => ({
  known: told.filter((event) => event.recordedAt <= at),
  truth: told.filter((event) => counts(event, at)),
});

/** The nature of each published fact by the id of its event. One that nobody told of is taken for an act: it is never corrected. */
export const naturesIn = (told: readonly ToldEvent[]): ((message: { readonly id: string }) => ToldEvent['nature']) => {
  const natures = new Map(told.map((event) => [event.id, event.nature]));
  return ({ id }) => natures.get(id) ?? 'act';
};
