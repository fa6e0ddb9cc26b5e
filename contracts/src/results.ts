import { z } from 'zod';
import { contract } from './contract.js';
import { quarantine, settlement } from './registration.js';
import { id, report } from './vocabulary.js';

const about = z.strictObject({ result: id, patient: id, report });
export const resultRecorded = contract('results.result-recorded.v1', 'A laboratory reported a result about a patient of a trust.', about);
export const resultCorrected = contract(
  'results.result-corrected.v1',
  'The laboratory replaced what it had reported, or gave it another status.',
  about,
);
export const resultRetracted = contract(
  'results.result-retracted.v1',
  'The laboratory took a result back: it was withdrawn or deleted.',
  about,
);
export const resultReassigned = contract(
  'results.result-reassigned.v1',
  'The result belongs to another patient record since a merge.',
  z.strictObject({ result: id, patient: id, from: id }),
);
export const resultsMessageQuarantined = contract('results.message-quarantined.v1', 'A message waits for a person.', quarantine);
export const resultsQuarantineSettled = contract('results.quarantine-settled.v1', 'A person dealt with a waiting message.', settlement);
