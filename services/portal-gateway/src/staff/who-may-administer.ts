import type { Role } from '@rms/identity';

/** Somebody who administers: by his own token. */
export interface Administrator {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
}
interface Somebody {
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
}

// Whoever runs the platform has nothing to do with who looks after patients, and a trust nothing with who runs the platform.
const givenBy: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  'trust-admin': [
    'clinical-nurse-specialist',
    'consultant',
    'support-worker',
    'pathway-coordinator',
    'letters-clerk',
    'clinical-safety-officer',
    'auditor',
    'trust-admin',
  ],
  'platform-admin': ['trust-admin', 'auditor', 'alliance-analyst', 'platform-admin'],
};

/** Roles of people who decide about patients under a registration of their own. */
export const registeredRoles: readonly string[] = ['clinical-nurse-specialist', 'consultant'];
export const needsRegistration = (roles: readonly string[]): boolean => roles.some((role) => registeredRoles.includes(role));

/** The roles that an administrator may give and take. */
export const rolesToGive = ({ roles }: Administrator): readonly Role[] => [
  ...new Set(roles.flatMap((role) => givenBy[role as Role] ?? [])),
];

/** A registration is the ground on which somebody decides about patients: it goes with the roles that need one. */
export const givesRegistrations = (by: Administrator): boolean => rolesToGive(by).some((role) => registeredRoles.includes(role));

/** Roles that would be given or taken and are not this administrator's to give. */
export const rolesNotHis = (by: Administrator, before: readonly string[], after: readonly string[]): readonly string[] => {
  const his: readonly string[] = rolesToGive(by);
  const touched = [...before.filter((role) => !after.includes(role)), ...after.filter((role) => !before.includes(role))];
  return touched.filter((role) => !his.includes(role));
};

/** Has somebody a trust in common with the administrator? To anybody else he does not exist. */
export const isSeenBy = (by: Administrator, { trusts }: Somebody): boolean => trusts.some((trust) => by.trusts.includes(trust));

/** Are all the trusts of somebody the administrator's own? What he may do at each of them is decided for all of them together. */
export const isWhollyOf = (by: Administrator, { trusts }: Somebody): boolean => trusts.every((trust) => by.trusts.includes(trust));

/**
 * May the administrator put somebody out of use, and back? Only who administers all trusts of the account: an auditor who works for
 * several must not be shut out by one whom he audits. An account of several trusts is also for whoever runs the platform for all of them,
 * because perhaps nobody else administers them all, and a dangerous account must be stopped at once.
 */
export const maySuspend = (by: Administrator, somebody: Somebody): boolean =>
  isWhollyOf(by, somebody) &&
  (rolesNotHis(by, somebody.roles, []).length === 0 || (somebody.trusts.length > 1 && by.roles.includes('platform-admin')));

/** Why the administrator may not put somebody out of use, or back. */
export const whyNotSuspend = (by: Administrator, somebody: Somebody): 'trust-not-yours' | 'role-not-yours-to-give' | undefined => {
  if (maySuspend(by, somebody)) return undefined;
  return isWhollyOf(by, somebody) ? 'role-not-yours-to-give' : 'trust-not-yours';
};

/** Those in use among some members of staff who may put somebody out of use: whom to ask. */
export const whoMaySuspend = <Member extends Somebody & { readonly person: string; readonly outOfUse?: unknown }>(
  staff: readonly Member[],
  somebody: Somebody & { readonly person: string },
): readonly Member[] =>
  staff.filter(
    ({ person, outOfUse, ...by }) =>
      outOfUse === undefined && person !== somebody.person && maySuspend({ subject: person, roles: by.roles, trusts: by.trusts }, somebody),
  );
