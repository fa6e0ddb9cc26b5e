import type { DataOf, portalGateway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import type { Content, Copy, CopyDocument } from '@rms/read-models';
import { needsRegistration } from '../staff/who-may-administer.js';

/** A member of staff: who, in which roles, for which trusts, and whether he or she is in use. */
export interface StaffCopy extends CopyDocument {
  readonly person: string;
  readonly name: string;
  /** Where an administrator added the person. */
  readonly username?: string;
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
  readonly registration?: string;
  /** Has he or she ever had a role in which somebody decides about patients? */
  readonly hasDecided: boolean;
  readonly outOfUse?: { readonly at: string; readonly reason: string };
}

type Described = DataOf<typeof portalGateway.staffRecorded> | DataOf<typeof portalGateway.staffAdded>;
const describedAs = (before: Content<StaffCopy>, said: Described): Content<StaffCopy> => {
  const { person, name, roles, trusts, registration } = said;
  const username = 'username' in said ? said.username : before.username;
  return {
    person,
    name,
    roles,
    trusts,
    hasDecided: before.hasDecided || needsRegistration(roles),
    ...present({ registration, username, outOfUse: before.outOfUse }),
  };
};

const evolve = (before: Content<StaffCopy>, { type, data, time }: Message): Content<StaffCopy> => {
  switch (type) {
    case 'portal-gateway.staff-recorded.v1':
    case 'portal-gateway.staff-added.v1':
      return describedAs(before, data as Described);
    case 'portal-gateway.roles-given.v1': {
      const { registration: _, ...others } = before;
      const { roles, registration } = data as DataOf<typeof portalGateway.rolesGiven>;
      return { ...others, roles, hasDecided: before.hasDecided || needsRegistration(roles), ...present({ registration }) };
    }
    case 'portal-gateway.staff-put-out-of-use.v1':
      return { ...before, outOfUse: { at: time, reason: (data as DataOf<typeof portalGateway.staffPutOutOfUse>).reason } };
    case 'portal-gateway.staff-put-back-in-use.v1': {
      const { outOfUse: _, ...back } = before;
      return back;
    }
    default:
      return before;
  }
};

/** Who works here, as the facts about staff say. */
export const staff: Copy<StaffCopy> = {
  name: 'staff',
  of: 'portal-gateway.staff',
  indexes: ['person'],
  initial: { person: '', name: '', roles: [], trusts: [], hasDecided: false },
  evolve,
};
