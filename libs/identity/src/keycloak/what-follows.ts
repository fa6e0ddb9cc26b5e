import { isRole } from '../roles.js';
import type { FollowedMember, KeptSignIn } from '../sign-in-keeper.js';
import type { KeycloakUser, Named } from './keycloak-users.js';
import { lastSignedInAttribute, registrationAttribute, subjectAttribute, trustAttribute } from './realm-claims.js';

const only = (user: KeycloakUser, attribute: string): string | undefined => user.attributes?.[attribute]?.[0];

/** The person's own id; none for a user who was not made here. */
export const subjectOf = (user: KeycloakUser): string | undefined => only(user, subjectAttribute);

/** What is kept of a user's sign-in; `undefined` for a user who was not made here. */
export const keptOf = (user: KeycloakUser): KeptSignIn | undefined => {
  const subject = subjectOf(user);
  const lastSignedInAt = only(user, lastSignedInAttribute);
  return subject === undefined
    ? undefined
    : {
        subject,
        username: user.username,
        mustChangePassword: user.requiredActions?.includes('UPDATE_PASSWORD') === true,
        ...(lastSignedInAt === undefined ? {} : { lastSignedInAt }),
      };
};

/** A name in Keycloak's two halves, which put together with a space are the name again. */
export const halvesOf = (name: string): { readonly firstName: string; readonly lastName: string } => {
  const at = name.lastIndexOf(' ');
  return at === -1 ? { firstName: name, lastName: '' } : { firstName: name.slice(0, at), lastName: name.slice(at + 1) };
};

/** A user as he is written: of these, what is not named is taken away. What he himself has yet to do is left alone. */
export type WrittenUser = Readonly<Pick<KeycloakUser, 'username' | 'firstName' | 'lastName' | 'email' | 'enabled' | 'attributes'>>;

const named = ({ username, firstName = '', lastName = '', email = '' }: KeycloakUser): WrittenUser => ({
  username,
  firstName,
  lastName,
  ...(email === '' ? {} : { email }),
});

/** The user of a member of staff, as the facts say. */
export const followed = (user: KeycloakUser, { name, registration, outOfUse }: FollowedMember): WrittenUser => {
  const { [registrationAttribute]: _, ...attributes } = user.attributes ?? {};
  return {
    ...named(user),
    ...halvesOf(name),
    enabled: !outOfUse,
    attributes: { ...attributes, ...(registration === undefined ? {} : { [registrationAttribute]: [registration] }) },
  };
};

// Without a word on whether he is in use: somebody may be stopped at this moment.
/** A user with the moment of his last sign-in. */
export const noted = (user: KeycloakUser, at: string): WrittenUser => ({
  ...named(user),
  attributes: { ...user.attributes, [lastSignedInAttribute]: [at] },
});

/** What is to be taken and what to be given, so that somebody has what is wanted and no more. */
export interface Difference {
  readonly taken: readonly Named[];
  readonly missing: readonly string[];
}
const difference = (has: readonly Named[], wanted: readonly string[]): Difference => ({
  taken: has.filter(({ name }) => !wanted.includes(name)),
  missing: wanted.filter((name) => !has.some((one) => one.name === name)),
});

/** Of the roles of this system: those that Keycloak gives everybody are left alone. */
export const rolesToChange = (has: readonly Named[], wanted: readonly string[]): Difference =>
  difference(
    has.filter(({ name }) => isRole(name) || name === 'service'),
    wanted.filter(isRole),
  );

/** Of the groups that are trusts. */
export const trustsToChange = (has: readonly Named[], wanted: readonly string[]): Difference =>
  difference(
    has.filter(({ attributes }) => attributes?.[trustAttribute] !== undefined),
    wanted,
  );
