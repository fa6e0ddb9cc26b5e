import { regionWide } from '@rms/nhs';
import { isRole, roleNames } from '@rms/identity';
import { colleagues, teams, type ColleagueCopy, type TeamCopy } from '../../copies/others.projection.js';
import { staff } from '../../copies/staff.projection.js';
import { date } from '../../words.js';
import type { Pages } from '../pages.js';

/** Somebody who works at the trust, as the pages about teams show him. */
export interface Colleague {
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly left: boolean;
  /** May he sign in, and does he work here? Somebody who does not leads nothing. */
  readonly inUse: boolean;
  readonly copy: ColleagueCopy | undefined;
  /** Where he is, in words; nothing where he is there and plans nothing. */
  readonly notes: readonly string[];
}
export interface People {
  readonly teams: readonly TeamCopy[];
  readonly colleagues: readonly Colleague[];
  readonly nameOf: (person: string) => string;
}

const clerical: readonly string[] = ['auditor', 'clinical-safety-officer', 'alliance-analyst', 'platform-admin', 'patient'];

const notesOf = (copy: ColleagueCopy | undefined, nameOf: (person: string) => string): readonly string[] => {
  if (copy === undefined) return [];
  const cover = (person: string | undefined): string =>
    person === undefined ? 'Nobody named to act meanwhile' : `${nameOf(person)} acts meanwhile`;
  return [
    ...(copy.left ? ['Has left'] : []),
    ...(copy.away === undefined ? [] : [`Away until ${date(copy.away.untilOn)}. ${cover(copy.away.cover)}`]),
    ...copy.planned.map((one) => `Away from ${date(one.fromOn)} to ${date(one.untilOn)}. ${cover(one.cover)}`),
  ];
};

/** Who leads a team there; nobody where the one who was named has left, or may not sign in. */
export const leadOf = ({ lead }: Pick<TeamCopy, 'lead'>, colleagues: readonly Pick<Colleague, 'person' | 'inUse'>[]): string | undefined =>
  lead !== undefined && colleagues.find((one) => one.person === lead)?.inUse !== false ? lead : undefined;

/** Everybody who may do the work of the trust, and its teams. */
export const peopleOf = async (pages: Pages, trust: string): Promise<People> => {
  const known = (await pages.copies.of(staff).find(regionWide, {})).filter(
    ({ trusts, roles }) => trusts.includes(trust) && roles.some((role) => !clerical.includes(role)),
  );
  const absences = await pages.copies.of(colleagues).find(trust, {});
  const nameOf = (person: string): string => known.find((one) => one.person === person)?.name ?? 'A member of staff';
  return {
    teams: [...(await pages.copies.of(teams).find(trust, {}))].sort((a, b) => (a.name < b.name ? -1 : 1)),
    nameOf,
    colleagues: known
      .map(({ person, name, roles, outOfUse }) => {
        const copy = absences.find((one) => one.person === person);
        const [role] = roles;
        return {
          person,
          name,
          role: role === undefined ? '' : isRole(role) ? roleNames[role] : role,
          left: copy?.left === true,
          inUse: copy?.left !== true && outOfUse === undefined,
          copy,
          notes: notesOf(copy, nameOf),
        };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
};
