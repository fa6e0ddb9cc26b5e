import { z } from 'zod';
import { contract } from './contract.js';
import { id, line, text } from './vocabulary.js';

export const staffRecorded = contract(
  'portal-gateway.staff-recorded.v1',
  'A member of staff, as the identity provider knows him or her.',
  z.strictObject({ person: line, name: line, roles: z.array(line).max(20), trusts: z.array(line).max(50), registration: line.optional() }),
);
const person = { person: line };
export const staffAdded = contract(
  'portal-gateway.staff-added.v1',
  'An administrator added a member of staff, who may sign in from now on.',
  z.strictObject({
    ...person,
    username: line,
    name: line,
    roles: z.array(line).min(1).max(20),
    trusts: z.array(line).min(1).max(50),
    registration: line.optional(),
  }),
);
export const rolesGiven = contract(
  'portal-gateway.roles-given.v1',
  'An administrator said which roles a member of staff has from now on, all of them.',
  z.strictObject({ ...person, roles: z.array(line).min(1).max(20), registration: line.optional(), reason: text }),
);
export const staffPutOutOfUse = contract(
  'portal-gateway.staff-put-out-of-use.v1',
  'A member of staff may not sign in any more, and is signed out everywhere.',
  z.strictObject({ ...person, reason: text }),
);
export const staffPutBackInUse = contract(
  'portal-gateway.staff-put-back-in-use.v1',
  'A member of staff may sign in again.',
  z.strictObject({ ...person, reason: text }),
);
export const patientLookedAt = contract(
  'portal-gateway.patient-looked-at.v1',
  'Somebody looked at a patient, or tried to.',
  z.strictObject({ access: id, patient: id, page: line, how: line, refused: z.boolean(), why: z.enum(['role', 'trust']).optional() }),
);
