import type { LetterOrder } from '../letter/letter-order.js';
import type { LetterCopy, RecordCopy } from '../letter/letters-of-a-follow-up.projection.js';

export const movesOn: readonly string[] = ['registration.patient-retired.v1', 'letters.letter-owed.v1'];

/** Letters of a retired record go on under the record that survives. */
export const moveTheLetters = (record: RecordCopy | undefined, letters: readonly LetterCopy[]): readonly LetterOrder[] => {
  const to = record?.retiredInto;
  return to === undefined ? [] : letters.map(({ _id }) => ({ id: _id, command: { type: 'ReassignLetter', to } }));
};
