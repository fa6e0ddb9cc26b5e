import type { PolicyOrder } from '@rms/service-kit';
import type { OwnResult } from '../result/own-results.projection.js';
import type { ResultCommand } from '../result/result.aggregate.js';

export const movesOn: readonly string[] = [
  'registration.patient-registered.v1',
  'registration.patient-retired.v1',
  'results.result-recorded.v1',
  'results.result-retracted.v1',
  'results.result-reassigned.v1',
];

/** Results of a retired record go on under the record that survives. */
export const moveTheResults = (survivor: string, known: readonly OwnResult[]): readonly PolicyOrder<ResultCommand>[] =>
  known
    .filter((result) => result.patient !== survivor)
    .map((result) => ({ id: result._id, command: { type: 'ReassignResult', to: survivor } }));
