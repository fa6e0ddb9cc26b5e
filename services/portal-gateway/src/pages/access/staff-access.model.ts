import { normaliseName } from '@rms/nhs';
import type { AccessCopy } from '../../copies/others.projection.js';
import type { StaffCopy } from '../../copies/staff.projection.js';
import { capital, instant } from '../../words.js';

/** A member of staff in a list. */
export interface StaffRow {
  readonly person: string;
  readonly name: string;
  readonly roles: string;
  readonly registration: string;
  readonly looks: number;
  /** From a trust other than this one? */
  readonly elsewhere: boolean;
}
/** One look in the list of somebody's looks. */
export interface LookRow {
  readonly at: string;
  readonly patient: string;
  readonly name: string;
  readonly page: string;
  readonly how: string;
  readonly refused: boolean;
  readonly why: 'role' | 'trust' | undefined;
}

const byName = (a: StaffCopy, b: StaffCopy): number => (a.name < b.name ? -1 : 1);

/** Those whose name has a word that begins with each word typed; everybody where nothing was typed. */
export const staffFound = (all: readonly StaffCopy[], typed: string): readonly StaffCopy[] => {
  const wanted = typed
    .split(/\s+/)
    .map(normaliseName)
    .filter((word) => word !== '');
  const hasAll = ({ name }: StaffCopy): boolean => {
    const words = name.split(/\s+/).map(normaliseName);
    return wanted.every((word) => words.some((each) => each.startsWith(word)));
  };
  return all.filter(hasAll).sort(byName);
};

export const staffRow = (member: StaffCopy, looks: number, trust: string): StaffRow => ({
  person: member.person,
  name: member.name,
  roles: member.roles.map((role) => capital(role.replaceAll('-', ' '))).join(', '),
  registration: member.registration ?? 'None on record',
  looks,
  elsewhere: !member.trusts.includes(trust),
});

export const lookRow = (look: AccessCopy, name: string | undefined): LookRow => ({
  at: instant(look.at, 'second'),
  patient: look.patient,
  name: name ?? 'A patient who is not known here',
  page: look.page,
  how: look.how,
  refused: look.refused,
  why: look.why,
});
