import { hasRole, type Person } from '@rms/identity';

/**
 * Whether somebody may agree that a feed reports to these trusts, when until now it reported to those. The administrator of a trust
 * speaks for his trust alone; what concerns several is for whoever runs the platform for all of them.
 */
export const mayAgree = (person: Person, before: readonly string[], after: readonly string[]): boolean => {
  const concerned = [...new Set([...before, ...after])];
  if (!concerned.every((trust) => person.trusts.includes(trust))) return false;
  return hasRole(person, 'platform-admin') || (hasRole(person, 'trust-admin') && concerned.length === 1);
};
