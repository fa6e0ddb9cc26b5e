import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, id, line, text } from './vocabulary.js';

const letter = { letter: id, patient: id };
export const letterOwed = contract(
  'letters.letter-owed.v1',
  'Somebody must be told by a date.',
  z.strictObject({
    ...letter,
    followUp: id,
    about: z.enum(['result']),
    result: id,
    to: z.array(z.enum(['patient', 'gp'])).min(1),
    by: civilDate,
    says: line,
  }),
);
export const letterCancelled = contract(
  'letters.letter-cancelled.v1',
  'A letter is not to be written.',
  z.strictObject({
    ...letter,
    because: z.enum(['result-changed', 'result-taken-back', 'patient-died', 'start-undone', 'another-patient']),
  }),
);
export const letterReassigned = contract(
  'letters.letter-reassigned.v1',
  'The letter belongs to another patient record since a merge.',
  z.strictObject({ ...letter, from: id }),
);
export const letterNeedsSomebody = contract(
  'letters.letter-needs-somebody.v1',
  'A letter does not go on by itself: somebody must see to it.',
  z.strictObject({
    ...letter,
    followUp: id.optional(),
    why: z.enum(['held', 'returned', 'refused', 'outcome-unknown', 'late', 'needs-another-format']),
    sentence: text,
    by: civilDate,
  }),
);
export const letterAttendedTo = contract(
  'letters.letter-attended-to.v1',
  'Somebody saw to a letter, or it went on by itself.',
  z.strictObject(letter),
);
