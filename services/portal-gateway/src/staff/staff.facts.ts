import type { Administrator } from './who-may-administer.js';

/** A member of staff as he or she was last described: by the identity provider, or by an administrator. */
export interface StaffMember {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
  readonly registration?: string;
}

export type StaffEvent =
  | ({ readonly type: 'StaffRecorded' } & StaffMember)
  | ({ readonly type: 'StaffAdded'; readonly username: string } & StaffMember)
  | {
      readonly type: 'RolesGiven';
      readonly person: string;
      readonly roles: readonly string[];
      readonly registration?: string;
      readonly reason: string;
    }
  | { readonly type: 'StaffPutOutOfUse'; readonly person: string; readonly reason: string }
  | { readonly type: 'StaffPutBackInUse'; readonly person: string; readonly reason: string }
  | { readonly type: 'FirstPasswordGiven'; readonly person: string };

/** What every command of an administrator says. */
interface Administered {
  readonly by: Administrator;
}
export type AddStaff = { readonly type: 'AddStaff'; readonly username: string } & StaffMember & Administered;
export type GiveRoles = {
  readonly type: 'GiveRoles';
  readonly roles: readonly string[];
  readonly registration?: string;
  readonly reason: string;
  /** Trusts that have no other administrator in use. */
  readonly lastAdministratorOf: readonly string[];
} & Administered;
export type PutOutOfUse = {
  readonly type: 'PutOutOfUse';
  readonly reason: string;
  readonly lastAdministratorOf: readonly string[];
} & Administered;
export type PutBackInUse = { readonly type: 'PutBackInUse'; readonly reason: string } & Administered;
export type GiveFirstPassword = { readonly type: 'GiveFirstPassword' } & Administered;
export type StaffCommand =
  ({ readonly type: 'RecordStaff' } & StaffMember) | AddStaff | GiveRoles | PutOutOfUse | PutBackInUse | GiveFirstPassword;

export type StaffRefusal =
  | 'already-there'
  | 'no-such-person'
  | 'own-account'
  | 'role-not-yours-to-give'
  | 'trust-not-yours'
  | 'no-role'
  | 'no-trust'
  | 'name-needed'
  | 'username-form'
  | 'registration-needed'
  | 'registration-form'
  | 'reason-needed'
  | 'last-administrator'
  | 'out-of-use';

export interface StaffState {
  readonly member?: StaffMember;
  /** The name to sign in with, where an administrator gave it. */
  readonly username?: string;
  /** Its roles are facts of ours: what the identity provider says of them no longer counts. */
  readonly managed?: true;
  readonly outOfUse?: true;
}
