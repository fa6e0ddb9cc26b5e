import type { LetterOrder } from '../letter/letter-order.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';

// One of these may be heard before the other, and a record into which another went may itself have gone into a third.
export const movesOn: readonly string[] = [
  'registration.patient-registered.v1',
  'registration.patient-retired.v1',
  'letters.letter-owed.v1',
  'letters.letter-reassigned.v1',
];

/** Letters of a retired record go on under the record that survives. */
export const moveTheLetters = (survivor: string, letters: readonly LetterCopy[]): readonly LetterOrder[] =>
  letters.filter(({ patient }) => patient !== survivor).map(({ _id }) => ({ id: _id, command: { type: 'ReassignLetter', to: survivor } }));
