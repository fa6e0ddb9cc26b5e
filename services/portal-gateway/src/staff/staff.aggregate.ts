import { onlyShapes, type Aggregate } from '@rms/event-sourcing/pure';
import type { Natures, RefusalTable, Sentences } from '@rms/service-kit';
import { staffDecider } from './staff.decider.js';
import type { StaffCommand, StaffEvent, StaffRefusal, StaffState } from './staff.facts.js';

export type { StaffCommand, StaffEvent, StaffMember } from './staff.facts.js';

const schemas = {
  StaffRecorded: 1,
  StaffAdded: 1,
  RolesGiven: 1,
  StaffPutOutOfUse: 1,
  StaffPutBackInUse: 1,
  FirstPasswordGiven: 1,
} as const;

/** `portal-gateway.staff-<id derived from the token subject>` */
export const staffAggregate: Aggregate<StaffState, StaffCommand, StaffEvent, StaffRefusal> = {
  service: 'portal-gateway',
  name: 'staff',
  schemas,
  published: new Set(['StaffRecorded', 'StaffAdded', 'RolesGiven', 'StaffPutOutOfUse', 'StaffPutBackInUse']),
  occurred: () => undefined,
  decider: staffDecider,
  upcast: onlyShapes(schemas),
};

const roleWords = (roles: readonly string[]): string =>
  roles.map((role) => role.replaceAll('-', ' ').replace(/ admin$/, ' administrator')).join(', ');
const registered = (registration: string | undefined): string => (registration === undefined ? '' : `, registered as ${registration}`);

export const staffSentences: Sentences<StaffEvent> = {
  StaffRecorded: (e) => `${e.name} was recorded as staff: ${roleWords(e.roles)}${registered(e.registration)}.`,
  StaffAdded: (e) => `${e.name} was added as staff of ${e.trusts.join(', ')}: ${roleWords(e.roles)}${registered(e.registration)}.`,
  RolesGiven: (e) => `Roles are now: ${roleWords(e.roles)}${registered(e.registration)}. Reason: ${e.reason}.`,
  StaffPutOutOfUse: (e) => `Put out of use and signed out everywhere. Reason: ${e.reason}.`,
  StaffPutBackInUse: (e) => `Put back in use. Reason: ${e.reason}.`,
  FirstPasswordGiven: () => 'A new first password was given, to be replaced at the next sign-in.',
};

/** What each refusal is as a status and a sentence, once. */
export const staffRefusals: RefusalTable<StaffRefusal> = {
  'already-there': [409, 'This person is there already.'],
  'no-such-person': [404, 'Page not found'],
  'own-account': [403, 'Nobody can do this to his or her own account. Ask another administrator.'],
  'role-not-yours-to-give': [
    403,
    'This person has, or would have, a role that is not yours to give or take. Clinical roles are for the trust’s administrator, platform roles for the platform’s.',
  ],
  'trust-not-yours': [
    403,
    'This person works for a trust that is not yours as well. Ask an administrator of all of these trusts, or whoever runs the platform.',
  ],
  'no-role': [422, 'Choose at least one role'],
  'no-trust': [422, 'Choose at least one trust'],
  'name-needed': [422, 'Enter the name'],
  'username-form': [422, 'Enter a username of 2 to 40 small letters, digits, dots and hyphens that begins with a letter'],
  'registration-needed': [422, 'Enter the registration number: a consultant or clinical nurse specialist decides under it'],
  'registration-form': [
    422,
    'Enter a registration as GMC and 7 digits, NMC and a PIN such as 12A3456E, or HCPC and two letters with digits',
  ],
  'reason-needed': [422, 'Enter your reason'],
  'last-administrator': [409, 'This is the last administrator of a trust in use. Add another first.'],
  'out-of-use': [409, 'This person is out of use. Put him or her back in use first.'],
};

/** What each fact is: about the world, or done by people and the system. */
export const staffNatures: Natures<StaffEvent> = {
  StaffRecorded: 'observation',
  StaffAdded: 'act',
  RolesGiven: 'act',
  StaffPutOutOfUse: 'act',
  StaffPutBackInUse: 'act',
  FirstPasswordGiven: 'act',
};
