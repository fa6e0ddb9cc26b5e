import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, id, text } from './vocabulary.js';

const followUp = { followUp: id, patient: id };
export const recallRequested = contract(
  'pathway.recall-requested.v1',
  'A clinician called the patient back to clinic.',
  z.strictObject({ ...followUp, recall: id, by: civilDate, reason: text, team: id, review: id }),
);
export const recallBooked = contract(
  'pathway.recall-booked.v1',
  'A clinic date was agreed with the patient.',
  z.strictObject({ ...followUp, recall: id, on: civilDate, note: text }),
);
export const recallSettled = contract(
  'pathway.recall-settled.v1',
  'A recall came to its end.',
  z.strictObject({
    ...followUp,
    recall: id,
    outcome: z.enum(['seen', 'not-needed', 'patient-declined']),
    note: text,
    nextOn: civilDate.optional(),
  }),
);
