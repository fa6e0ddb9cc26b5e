import { parseCivilDate, present } from '@rms/nhs';
import { dayAfter, overlaps } from '../colleague/absences.model.js';
import { holding } from '../task/task.decider.js';
import type { Owner, Roster, TaskKind } from '../task/task.facts.js';
import { maySettle } from '../task/who-may-settle.model.js';
import type { Receives } from '../team/team.facts.js';
import type { ColleagueCopy } from './colleagues.projection.js';
import type { TaskCopy } from './tasks.projection.js';
import type { Worker } from './staff.projection.js';
import { hasTheRole, isAnybodyThere, isGone, isSomebodyThere, ownerFor, standInFor } from './who-is-there.model.js';

/** Somebody will be away, has left, may sign in no more or will have other roles, as it is asked about before it is recorded. */
export type Going =
  | { readonly what: 'away'; readonly person: string; readonly fromOn: string; readonly untilOn: string; readonly cover?: string }
  | { readonly what: 'left'; readonly person: string; readonly cover?: string }
  | { readonly what: 'out-of-use'; readonly person: string; readonly cover?: undefined }
  | { readonly what: 'roles'; readonly person: string; readonly roles: readonly string[]; readonly cover?: undefined };

/** Why somebody cannot be named to act, or why somebody may not go. */
export type AgainstGoing = 'cover-has-left' | 'cover-away' | 'last-administrator';

/** Who will have which tasks when somebody has gone, by the functions that decide it. */
export interface WhoWouldAct {
  readonly tasks: readonly { readonly kind: TaskKind; readonly count: number; readonly to: Owner }[];
  /** New work that would have been his first, because he leads the team. */
  readonly comes: readonly { readonly work: Receives; readonly to: Owner }[];
  /** Tasks and work that do not go to who was named, because he has no role for them. */
  readonly notForCover: readonly TaskKind[];
  /** Days of the time asked about on which who was named is away himself. */
  readonly coverAway: readonly { readonly fromOn: string; readonly untilOn: string }[];
  /** Kinds that nobody who is then at the trust may settle. */
  readonly nobodyFor: readonly TaskKind[];
  /** Teams that have no lead then. */
  readonly withoutLead: readonly string[];
}

const kindOf: Readonly<Record<Receives, TaskKind>> = {
  reviews: 'review',
  recalls: 'recall',
  messages: 'quarantine',
  telephone: 'telephone',
  letters: 'letter',
  calls: 'call',
};

type Days = { readonly fromOn: string; readonly untilOn: string };
const absencesOf = ({ planned, away }: Pick<ColleagueCopy, 'planned' | 'away'>): readonly (Days & { readonly cover?: string })[] => [
  ...planned,
  ...(away === undefined ? [] : [{ ...away, fromOn: '' }]),
];
const covers = ({ fromOn, untilOn }: Days, day: string): boolean => fromOn <= day && day <= untilOn;

const asOn = (day: string, known: ColleagueCopy): ColleagueCopy => {
  if (known.left) return known;
  const { away: _, ...rest } = known;
  const then = absencesOf(known).find((one) => covers(one, day));
  return then === undefined ? rest : { ...rest, away: { absence: 'planned', untilOn: then.untilOn, ...present({ cover: then.cover }) } };
};
const nothingKnown = (person: string): ColleagueCopy => ({
  _id: person,
  trust: '',
  published: 0,
  person,
  planned: [],
  left: false,
  wakeAt: '',
});
const gone = (going: Extract<Going, { readonly what: 'away' | 'left' }>): ColleagueCopy => {
  const none = nothingKnown(going.person);
  if (going.what === 'left') return { ...none, left: true, ...present({ successor: going.cover }) };
  return { ...none, away: { absence: 'asked', untilOn: going.untilOn, ...present({ cover: going.cover }) } };
};

/** Who is there on the first day of an absence, or once somebody has left. */
export const rosterWithout = (going: Going, roster: Roster, today: string): Roster => {
  const day = going.what === 'away' && going.fromOn > today ? going.fromOn : today;
  if (going.what === 'out-of-use' || going.what === 'roles')
    return { ...roster, colleagues: roster.colleagues.map((one) => asOn(day, one)), staff: roster.staff.map((one) => changed(one, going)) };
  const others = roster.colleagues.filter(({ person }) => person !== going.person);
  return { ...roster, colleagues: [...others.map((one) => asOn(day, one)), gone(going)] };
};
const changed = (worker: Worker, going: Extract<Going, { readonly what: 'out-of-use' | 'roles' }>): Worker => {
  if (worker.person !== going.person) return worker;
  return going.what === 'roles' ? { ...worker, roles: going.roles } : { ...worker, inUse: false };
};

const isAwayThroughout = (absences: readonly Days[], { fromOn, untilOn }: Days): boolean => {
  for (let day = fromOn; day !== '' && day <= untilOn; day = dayAfter(day)) if (!absences.some((one) => covers(one, day))) return false;
  return parseCivilDate(fromOn) !== undefined;
};
const isLastAdministrator = (person: string, roster: Roster): boolean => {
  const administrators = roster.staff.filter(({ person: one, roles }) => roles.includes('trust-admin') && !isGone(one, roster));
  return administrators.length === 1 && administrators[0]?.person === person;
};

const isAway = (person: string, days: Days, { colleagues }: Roster): boolean => {
  const known = colleagues.find((one) => one.person === person);
  return known !== undefined && isAwayThroughout(absencesOf(known), days);
};

/** Why this cannot be recorded of somebody, as far as others matter to it. */
export const againstGoing = (going: Going, roster: Roster): AgainstGoing | undefined => {
  const { what, person, cover } = going;
  if (what === 'left' && isLastAdministrator(person, roster)) return 'last-administrator';
  if (cover === undefined) return undefined;
  if (isGone(cover, roster)) return 'cover-has-left';
  return what === 'away' && isAway(cover, going, roster) ? 'cover-away' : undefined;
};

type Moved = WhoWouldAct['tasks'][number];
const movingTo = ({ open, kind = 'review', owner, cover }: TaskCopy, then: Roster): Pick<Moved, 'kind' | 'to'> | undefined => {
  const event = open && owner !== undefined ? holding({ kind, owner, ...present({ cover }) }, then) : undefined;
  if (event === undefined || event.type === 'TaskReturned') return undefined;
  return { kind, to: event.type === 'TaskGiven' ? event.owner : event.by };
};
const movedBy = (tasks: readonly TaskCopy[], then: Roster): readonly Moved[] => {
  const once = [...new Map(tasks.map((one) => [one._id, one])).values()];
  const moving = once.flatMap((one) => movingTo(one, then) ?? []);
  const together = Map.groupBy(moving, ({ kind, to }) => [kind, to.person, to.team, to.role].join(' '));
  return [...together.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ ...first, count: others.length + 1 }]));
};
const comingTo = ({ person }: Going, roster: Roster, then: Roster): WhoWouldAct['comes'] =>
  roster.teams
    .filter(({ lead }) => lead === person)
    .flatMap((team) =>
      team.receives.map((work) => {
        const owner = ownerFor({ ...roster, teams: [team] }, work, team._id);
        return { work, to: standInFor({ kind: kindOf[work], owner: { ...owner, person } }, then) };
      }),
    );

const isForNobody = ({ to, kind }: { readonly to: Owner; readonly kind: TaskKind }, then: Roster): boolean =>
  to.person === undefined && to.team === undefined && (!maySettle(kind, [to.role]) || !isSomebodyThere(to.role, then));

const coverAwayIn = (going: Going, { colleagues }: Roster, today: string): WhoWouldAct['coverAway'] => {
  const named = colleagues.find(({ person }) => person === going.cover);
  const during = going.what === 'away' ? going : { fromOn: today, untilOn: today };
  return named === undefined ? [] : absencesOf(named).filter((one) => overlaps(one, during));
};
const kindsIn = (found: readonly { readonly kind: TaskKind }[]): readonly TaskKind[] => [...new Set(found.map(({ kind }) => kind))];

const everyKind: readonly TaskKind[] = ['review', 'recall', 'quarantine', 'telephone', 'letter', 'call', 'exception'];
// Also where nothing of the kind is open: the next result that comes is nobody's to decide on.
const lastOfTheirKind = (now: Roster, then: Roster): readonly TaskKind[] =>
  everyKind.filter((kind) => isAnybodyThere(kind, now) && !isAnybodyThere(kind, then));

/** Who would have the tasks that somebody leaves behind, and the work that would come to him. `tasks` are those that may be concerned. */
export const whoWouldAct = (
  going: Going,
  found: readonly TaskCopy[],
  { roster, today }: { readonly roster: Roster; readonly today: string },
): WhoWouldAct => {
  const then = rosterWithout(going, roster, today);
  const tasks = movedBy(found, then);
  const comes = comingTo(going, roster, then);
  const all = [...tasks, ...comes.map(({ work, to }) => ({ kind: kindOf[work], to }))];
  const { cover } = going;
  return {
    tasks,
    comes,
    notForCover: cover === undefined ? [] : kindsIn(all).filter((kind) => !hasTheRole(cover, kind, roster)),
    coverAway: coverAwayIn(going, roster, today),
    nobodyFor: [...new Set([...kindsIn(all.filter((one) => isForNobody(one, then))), ...lastOfTheirKind(roster, then)])],
    withoutLead: going.what === 'left' ? roster.teams.filter(({ lead }) => lead === going.person).map(({ name }) => name) : [],
  };
};
