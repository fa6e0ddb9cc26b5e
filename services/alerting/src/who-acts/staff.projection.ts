import type { DataOf, portalGateway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** A member of staff, as far as it matters to whom work is given. Without a trust of its own: one person may work for several. */
export interface StaffCopy extends CopyDocument {
  readonly person: string;
  readonly roles: readonly string[];
  /** Every role that he has or had. */
  readonly hadRoles: readonly string[];
  readonly trusts: readonly string[];
  /** Every trust he has worked for: where he may still hold something. */
  readonly heldAt: readonly string[];
  readonly outOfUse: boolean;
}
const withMore = (had: readonly string[], more: readonly string[]): readonly string[] => [...new Set([...had, ...more])];
const rolesOf = <S extends Pick<StaffCopy, 'hadRoles'>>(before: S, roles: readonly string[]): S => ({
  ...before,
  roles,
  hadRoles: withMore(before.hadRoles, roles),
});
type Described = DataOf<typeof portalGateway.staffRecorded>;

/** Who may sign in and in which roles, as administrators and the identity provider say. */
export const staff: Copy<StaffCopy> = {
  name: 'staff',
  of: 'portal-gateway.staff',
  indexes: [],
  initial: { person: '', roles: [], hadRoles: [], trusts: [], heldAt: [], outOfUse: false },
  evolve: (before, { type, data }: Message) => {
    switch (type) {
      case 'portal-gateway.staff-recorded.v1':
      case 'portal-gateway.staff-added.v1': {
        const { person, roles, trusts } = data as Described;
        return { ...rolesOf(before, roles), person, trusts, heldAt: withMore(before.heldAt, trusts) };
      }
      case 'portal-gateway.roles-given.v1':
        return rolesOf(before, (data as DataOf<typeof portalGateway.rolesGiven>).roles);
      case 'portal-gateway.staff-put-out-of-use.v1':
        return { ...before, outOfUse: true };
      case 'portal-gateway.staff-put-back-in-use.v1':
        return { ...before, outOfUse: false };
      default:
        return before;
    }
  },
};

/** Somebody of a trust: whether he may sign in there, and what he may do. */
export interface Worker {
  readonly person: string;
  readonly roles: readonly string[];
  readonly hadRoles: readonly string[];
  readonly inUse: boolean;
}
/** Everybody who works, or has worked, at a trust. */
export const workersOf = (trust: string, known: readonly StaffCopy[]): readonly Worker[] =>
  known
    .filter(({ heldAt }) => heldAt.includes(trust))
    .map(({ person, roles, hadRoles, trusts, outOfUse }) => ({ person, roles, hadRoles, inUse: !outOfUse && trusts.includes(trust) }));
