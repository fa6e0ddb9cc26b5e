import { present } from '@rms/nhs';
import type { Owner, Roster, TaskKind } from '../task/task.facts.js';
import { maySettle, rolesThatSettle } from '../task/who-may-settle.model.js';
import type { Receives } from '../team/team.facts.js';
import type { ColleagueCopy } from './colleagues.projection.js';
import type { TeamCopy } from './teams.projection.js';

const knownOf = (person: string, { colleagues }: Roster): ColleagueCopy | undefined => colleagues.find((one) => one.person === person);

/** May somebody sign in at the trust? Of whom nothing else is said, may. */
const isInUse = (person: string, { staff }: Roster): boolean => staff.find((one) => one.person === person)?.inUse !== false;

/** Is somebody at work at the trust these days? Of whom nothing else is said, is. */
export const isThere = (person: string, roster: Roster): boolean => {
  const known = knownOf(person, roster);
  return isInUse(person, roster) && (known === undefined || (!known.left && known.away === undefined));
};
/** Has somebody left, or been put out of use: nobody says when he would be back. */
export const isGone = (person: string, roster: Roster): boolean => knownOf(person, roster)?.left === true || !isInUse(person, roster);

/** Has somebody a role in which he may settle a task of this kind? Of whom no roles are known, has. */
export const hasTheRole = (person: string, kind: TaskKind, { staff }: Roster): boolean => {
  const known = staff.find((one) => one.person === person);
  return known === undefined || maySettle(kind, known.roles);
};
const canAct = (person: string, kind: TaskKind, roster: Roster): boolean => isThere(person, roster) && hasTheRole(person, kind, roster);

/** A task, as far as it matters to who may act on it. */
interface Held {
  readonly kind: TaskKind;
  readonly owner: Owner;
}

const somebodyOf = (team: TeamCopy | undefined, kind: TaskKind, roster: Roster): boolean =>
  team?.members.some((member) => canAct(member, kind, roster)) === true;

const namedBy = (known: ColleagueCopy | undefined): string | undefined => (known?.left === true ? known.successor : known?.away?.cover);
// Who covers may be away himself: then his own cover, and so on, until somebody is there or the names go round in a circle.
const insteadOf = (person: string, kind: TaskKind, roster: Roster): string | undefined => {
  const asked: string[] = [];
  for (let next: string | undefined = person; next !== undefined && !asked.includes(next); next = namedBy(knownOf(next, roster))) {
    if (canAct(next, kind, roster)) return next;
    asked.push(next);
  }
  return undefined;
};

const everybody = (role: string): Owner => ({ teamName: `Every ${role.replaceAll('-', ' ')} of the trust`, role });
/** Whoever must find somebody where nobody who may settle a task is at the trust. */
const serviceManagers = 'trust-admin';
export const everyServiceManager: Owner = { teamName: 'The service managers of the trust', role: serviceManagers };

const isOneThere = (role: string, roster: Roster): boolean =>
  roster.staff.some(({ person, roles }) => roles.includes(role) && isThere(person, roster));
/** Is somebody of a role there? Of a role that nobody is known to have or have had, somebody is taken to be. */
export const isSomebodyThere = (role: string, roster: Roster): boolean =>
  isOneThere(role, roster) || !roster.staff.some(({ hadRoles }) => hadRoles.includes(role));
/** Is anybody there who may settle tasks of this kind? */
export const isAnybodyThere = (kind: TaskKind, roster: Roster): boolean => rolesThatSettle(kind).some((role) => isOneThere(role, roster));
/** Everybody of the role that is asked first; where all of them are away, of another that may settle it; else who must find somebody. */
const everybodyWhoMay = (kind: TaskKind, role: string, roster: Roster): Owner => {
  const asked = maySettle(kind, [role]) ? role : (rolesThatSettle(kind)[0] ?? role);
  if (isSomebodyThere(asked, roster)) return everybody(asked);
  const other = rolesThatSettle(kind).find((one) => isOneThere(one, roster));
  return other === undefined || other === serviceManagers ? everyServiceManager : everybody(other);
};
const isHeldByRole = (kind: TaskKind, role: string, roster: Roster): boolean =>
  maySettle(kind, [role]) ? isSomebodyThere(role, roster) : !rolesThatSettle(kind).some((one) => isOneThere(one, roster));

/** Who acts in the place of an owner who does not: who covers him, else the lead of the team, else the team, else everybody of a role, else who must find somebody. */
export const standInFor = ({ kind, owner: { team, teamName, person, role } }: Held, roster: Roster): Owner => {
  const own = roster.teams.find((one) => one._id === team);
  const named = person === undefined ? undefined : insteadOf(person, kind, roster);
  const chosen = named ?? (own?.lead === undefined ? undefined : insteadOf(own.lead, kind, roster));
  const ofTheTeam = { teamName, role, ...present({ team }) };
  if (chosen !== undefined) return { ...ofTheTeam, person: chosen };
  return somebodyOf(own, kind, roster) ? ofTheTeam : everybodyWhoMay(kind, role, roster);
};

/** Is a task with somebody who is there and may settle it: a person, somebody of a team, or of a role? Where nobody may, with who must find somebody. */
export const isHeld = ({ kind, owner: { team, person, role } }: Held, roster: Roster): boolean => {
  if (person !== undefined) return canAct(person, kind, roster);
  if (team === undefined) return isHeldByRole(kind, role, roster);
  return somebodyOf(
    roster.teams.find((one) => one._id === team),
    kind,
    roster,
  );
};

const behind = ({ team, person, role }: Owner, { teams, staff }: Roster): readonly string[] => {
  if (person !== undefined) return [person];
  if (team !== undefined) return teams.find((one) => one._id === team)?.members ?? [];
  return staff.filter(({ roles }) => roles.includes(role)).map((one) => one.person);
};
/** How long an owner is away: until his own absence ends, or the first of his team or role is back. '' when nobody comes back. */
export const awayUntil = ({ kind, owner }: Held, roster: Roster): string =>
  behind(owner, roster)
    .filter((one) => !isGone(one, roster) && hasTheRole(one, kind, roster))
    .flatMap((one) => knownOf(one, roster)?.away?.untilOn ?? [])
    .sort()[0] ?? '';

/** Why an owner who does not come back is the owner no more. */
export const whyNoMore = ({ person, team, role }: Owner, roster: Roster): string => {
  if (person === undefined && team !== undefined) return 'Nobody of its team may do it any more';
  if (person === undefined)
    return role === serviceManagers ? 'Somebody who may do it is there again' : 'Nobody of its role is there any more';
  if (knownOf(person, roster)?.left === true) return 'Its owner works here no longer';
  return isInUse(person, roster) ? 'Its owner has no role any more in which it can be settled' : 'Its owner may not sign in any more';
};

const roleFor: Readonly<Record<Receives, string>> = {
  reviews: 'clinical-nurse-specialist',
  calls: 'clinical-nurse-specialist',
  recalls: 'pathway-coordinator',
  messages: 'pathway-coordinator',
  telephone: 'support-worker',
  letters: 'letters-clerk',
};

/** Who owns a piece of work: the team it was given to, else the trust's team for such work, else the role. Never nobody. */
export const ownerFor = (roster: Roster, work: Receives, given?: string): Owner => {
  const { teams } = roster;
  const chosen =
    teams.find((one) => one._id === given && one.receives.includes(work)) ??
    teams.find((one) => one.receives.includes(work)) ??
    teams.find((one) => one._id === given);
  if (chosen === undefined) return everybody(roleFor[work]);
  const lead = chosen.lead !== undefined && isGone(chosen.lead, roster) ? undefined : chosen.lead;
  return { team: chosen._id, teamName: chosen.name, role: roleFor[work], ...present({ person: lead }) };
};
