import { parseRegistration } from '@rms/nhs';
import { needsRegistration } from '../../../staff/who-may-administer.js';
import { formError, tooLong, type FormError, type Values } from '../../form.js';

/** Roles and trusts that this administrator may give. */
export interface OfferedToGive {
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
}
export interface UserTyped {
  readonly name: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
  readonly registration: string;
}

/** The ones of some words whose box `<prefix>-<word>` is ticked. */
const ticked = (values: Values, prefix: string, words: readonly string[]): readonly string[] =>
  words.filter((word) => values[`${prefix}-${word}`] === 'yes');
/** The registration as it is recorded: its proper form, or what was typed where it has none. */
const registrationIn = ({ registration = '' }: Values): string => parseRegistration(registration) ?? registration;

// A name is what stands beside a decision: nothing in it may be invisible, or turn round what follows it.
const unseen = /[\p{Cc}\p{Cf}\p{Co}]/u;
const errorInName = (name: string): readonly FormError[] => {
  if (name === '') return [formError('name', 'Enter the name')];
  if (name.length > 200) return [formError('name', 'The name must be 200 characters or fewer')];
  return unseen.test(name) ? [formError('name', 'The name must not contain signs that nobody sees')] : [];
};
const errorInUsername = (username: string): readonly FormError[] =>
  /^[a-z][a-z0-9.-]{1,39}$/.test(username)
    ? []
    : [formError('username', 'Enter a username of 2 to 40 small letters, digits, dots and hyphens that begins with a letter')];
const errorInRoles = (roles: readonly string[], first: string): readonly FormError[] =>
  roles.length === 0 ? [formError('roles', 'Choose at least one role', `role-${first}`)] : [];
const errorInTrusts = (trusts: readonly string[], first: string): readonly FormError[] =>
  trusts.length === 0 ? [formError('trusts', 'Choose at least one trust', `trust-${first}`)] : [];
const errorInRegistration = (registration: string, roles: readonly string[]): readonly FormError[] => {
  if (registration === '')
    return needsRegistration(roles)
      ? [formError('registration', 'Enter the registration number: a consultant or clinical nurse specialist decides under it')]
      : [];
  return parseRegistration(registration) === undefined
    ? [formError('registration', 'Enter a registration such as GMC 1234567, NMC 12A3456E or HCPC PH12345')]
    : [];
};

/** Reads the form that adds somebody. Every error says which field and how to mend it. */
export const readUser = (values: Values, offered: OfferedToGive): { readonly user: UserTyped; readonly errors: readonly FormError[] } => {
  const { name = '', username = '' } = values;
  // Who administers one trust only is not asked for which.
  const trusts = offered.trusts.length === 1 ? offered.trusts : ticked(values, 'trust', offered.trusts);
  const user = { name, username, trusts, roles: ticked(values, 'role', offered.roles), registration: registrationIn(values) };
  return {
    user,
    errors: [
      ...errorInName(name),
      ...errorInUsername(username),
      ...errorInTrusts(trusts, offered.trusts[0] ?? ''),
      ...errorInRoles(user.roles, offered.roles[0] ?? ''),
      ...errorInRegistration(user.registration, user.roles),
    ],
  };
};

/** What somebody asked for in the form about roles. Roles that are not this administrator's to take stay. */
export const readRoles = (
  values: Values,
  { offered, has }: { readonly offered: readonly string[]; readonly has: readonly string[] },
): { readonly roles: readonly string[]; readonly registration: string; readonly reason: string; readonly errors: readonly FormError[] } => {
  const { reason = '' } = values;
  const kept = has.filter((role) => !offered.includes(role));
  const roles = [...kept, ...ticked(values, 'role', offered)];
  const registration = registrationIn(values);
  const wrongReason = reason === '' ? [formError('reason', 'Enter why the roles change')] : tooLong('reason', 'Your reason', reason);
  return {
    roles,
    registration,
    reason,
    errors: [...errorInRoles(roles, offered[0] ?? ''), ...errorInRegistration(registration, roles), ...wrongReason],
  };
};
