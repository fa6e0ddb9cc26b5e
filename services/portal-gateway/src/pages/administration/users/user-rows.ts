import { isRole, roleNames, type KeptSignIn } from '@rms/identity';
import type { StaffCopy } from '../../../copies/staff.projection.js';
import { instant } from '../../../words.js';

/** A member of staff as the page of users lists him or her. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly roles: string;
  readonly trusts: string;
  readonly registration: string;
  readonly lastSignedIn: string;
  readonly state: string;
  readonly colour: string;
}

export const roleWordsOf = (roles: readonly string[]): string =>
  roles.length === 0 ? 'None' : roles.map((role) => (isRole(role) ? roleNames[role] : role)).join(', ');

const stateOf = ({ outOfUse }: Pick<StaffCopy, 'outOfUse'>, signIn: KeptSignIn | undefined): Pick<UserRow, 'state' | 'colour'> => {
  if (outOfUse !== undefined) return { state: 'Out of use', colour: 'grey' };
  if (signIn === undefined) return { state: 'No sign-in here', colour: 'yellow' };
  return signIn.mustChangePassword ? { state: 'First password given', colour: 'blue' } : { state: 'In use', colour: 'green' };
};

/** One member of staff with what is kept of his or her sign-in. */
export const userRow = (one: StaffCopy, signIn: KeptSignIn | undefined, trustName: (ods: string) => string): UserRow => ({
  id: one._id,
  name: one.name,
  username: signIn?.username ?? one.username ?? 'Not known',
  roles: roleWordsOf(one.roles),
  trusts: one.trusts.map(trustName).join(', '),
  registration: one.registration ?? 'None',
  lastSignedIn: signIn?.lastSignedInAt === undefined ? 'Not known' : instant(signIn.lastSignedInAt),
  ...stateOf(one, signIn),
});
