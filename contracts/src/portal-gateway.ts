import { z } from 'zod';
import { contract } from './contract.js';
import { id, line } from './vocabulary.js';

export const staffRecorded = contract(
  'portal-gateway.staff-recorded.v1',
  'A member of staff, as the identity provider knows him or her.',
  z.strictObject({ person: line, name: line, roles: z.array(line).max(20), trusts: z.array(line).max(50), registration: line.optional() }),
);
export const patientLookedAt = contract(
  'portal-gateway.patient-looked-at.v1',
  'Somebody looked at a patient, or tried to.',
  z.strictObject({ access: id, patient: id, page: line, how: line, refused: z.boolean() }),
);
