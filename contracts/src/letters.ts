import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, id, line } from './vocabulary.js';

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
