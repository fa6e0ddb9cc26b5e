import { present } from '@rms/nhs';
import type { Owner, Roster } from '../task/task.facts.js';
import type { Receives } from '../team/team.facts.js';
import type { ColleagueCopy } from './colleagues.projection.js';
import type { TeamCopy } from './teams.projection.js';

const knownOf = (person: string, { colleagues }: Roster): ColleagueCopy | undefined => colleagues.find((one) => one.person === person);

/** Is somebody at work at the trust these days? Of whom nothing else is said, is. */
export const isThere = (person: string, roster: Roster): boolean => {
  const known = knownOf(person, roster);
  return known === undefined || (!known.left && known.away === undefined);
};
export const hasLeft = (person: string, roster: Roster): boolean => knownOf(person, roster)?.left === true;

const somebodyOf = (team: TeamCopy | undefined, roster: Roster): boolean =>
  team?.members.some((member) => isThere(member, roster)) === true;

const namedBy = (known: ColleagueCopy | undefined): string | undefined => (known?.left === true ? known.successor : known?.away?.cover);
// Who covers may be away himself: then his own cover, and so on, until somebody is there or the names go round in a circle.
const insteadOf = (person: string, roster: Roster, asked: readonly string[] = []): string | undefined => {
  if (isThere(person, roster)) return person;
  const next = namedBy(knownOf(person, roster));
  return next === undefined || asked.includes(next) ? undefined : insteadOf(next, roster, [...asked, person]);
};

const everybody = (role: string): Owner => ({ teamName: `Every ${role.replaceAll('-', ' ')} of the trust`, role });

/** Who acts in the place of an owner who does not: who covers him, else the lead of the team, else the team, else everybody of the role. */
export const standInFor = ({ team, teamName, person, role }: Owner, roster: Roster): Owner => {
  const own = roster.teams.find((one) => one._id === team);
  const named = person === undefined ? undefined : insteadOf(person, roster);
  const chosen = named ?? (own?.lead === undefined ? undefined : insteadOf(own.lead, roster));
  const ofTheTeam = { teamName, role, ...present({ team }) };
  if (chosen !== undefined) return { ...ofTheTeam, person: chosen };
  return somebodyOf(own, roster) ? ofTheTeam : everybody(role);
};

/** Does an owner stand for somebody who is there: a person, somebody of a team, or a role? */
export const isHeld = ({ team, person }: Owner, roster: Roster): boolean => {
  if (person !== undefined) return isThere(person, roster);
  return (
    team === undefined ||
    somebodyOf(
      roster.teams.find((one) => one._id === team),
      roster,
    )
  );
};

/** How long an owner is away: until his own absence ends, or the first of his team is back. '' when nobody comes back. */
export const awayUntil = ({ team, person }: Owner, roster: Roster): string => {
  const whose = person === undefined ? (roster.teams.find((one) => one._id === team)?.members ?? []) : [person];
  return (
    whose
      .flatMap((one) => {
        const known = knownOf(one, roster);
        return known?.left === true || known?.away === undefined ? [] : [known.away.untilOn];
      })
      .sort()[0] ?? ''
  );
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
export const ownerFor = ({ teams, colleagues }: Roster, work: Receives, given?: string): Owner => {
  const chosen =
    teams.find((one) => one._id === given && one.receives.includes(work)) ??
    teams.find((one) => one.receives.includes(work)) ??
    teams.find((one) => one._id === given);
  if (chosen === undefined) return everybody(roleFor[work]);
  const lead = chosen.lead !== undefined && hasLeft(chosen.lead, { teams, colleagues }) ? undefined : chosen.lead;
  return { team: chosen._id, teamName: chosen.name, role: roleFor[work], ...present({ person: lead }) };
};
