import { counted, date } from '../../words.js';
import type { Effect } from './effects.model.js';
import type { StaffOrder } from './staff.reading.js';
import { workWords } from './work-words.js';

interface Acting {
  readonly teamName: string;
  readonly team?: string;
  readonly person?: string;
}
/** What alerting answers to who would act: the very rules that will decide it. */
export interface WhoWouldAct {
  readonly tasks: readonly { readonly kind: string; readonly count: number; readonly to: Acting }[];
  readonly comes: readonly { readonly work: string; readonly to: Acting }[];
  readonly notForCover: readonly string[];
  readonly coverAway: readonly { readonly fromOn: string; readonly untilOn: string }[];
  readonly nobodyFor: readonly string[];
  readonly withoutLead: readonly string[];
  readonly refused?: { readonly code: string; readonly sentence: string };
}
interface Known {
  readonly nameOf: (person: string) => string;
  /** `undefined` when alerting does not answer. */
  readonly would: WhoWouldAct | undefined;
}

const kindWords: Readonly<Record<string, readonly [one: string, many: string]>> = {
  review: ['result or decision', 'results and decisions'],
  recall: ['clinic', 'clinics'],
  quarantine: ['message to sort out', 'messages to sort out'],
  telephone: ['patient to ring', 'patients to ring'],
  letter: ['letter to see to', 'letters to see to'],
  call: ['call to return', 'calls to return'],
  exception: ['patient who is not held', 'patients who are not held'],
};
const oneAndMany = (kind: string): readonly [string, string] => kindWords[kind] ?? ['task', 'tasks'];
const kindList = (kinds: readonly string[]): string => kinds.map((kind) => oneAndMany(kind)[1]).join(', ');

const whoWords = ({ person, team, teamName }: Acting, nameOf: Known['nameOf']): string => {
  if (person !== undefined) return nameOf(person);
  return team === undefined ? teamName : `the team ${teamName}`;
};
const acts = (who: string): string => `${who} ${who.startsWith('The ') ? 'act' : 'acts'}`;

// Inside a sentence “The service managers” and “Every consultant” do not begin one.
const goesTo = (who: string): string => `to ${who.replace(/^(The|Every) /, (first) => first.toLowerCase())}`;

const movedEffects = ({ tasks, comes }: WhoWouldAct, does: (to: Acting) => string): readonly Effect[] => {
  const byWhom = Map.groupBy(comes, ({ to }) => does(to));
  return [
    ...(tasks.length === 0 ? [{ what: 'No open task', rest: 'goes to anybody else' }] : []),
    ...tasks.map(({ kind, count, to }) => ({ what: `${counted(count, ...oneAndMany(kind))}:`, rest: does(to) })),
    ...[...byWhom].map(([whoActs, work]) => ({
      what: `New work (${work.map((one) => (workWords[one.work] ?? one.work).toLowerCase()).join('; ')}):`,
      rest: whoActs,
    })),
  ];
};
const daysWords = ({ fromOn, untilOn }: WhoWouldAct['coverAway'][number]): string =>
  fromOn === '' ? `until ${date(untilOn)}` : `from ${date(fromOn)} to ${date(untilOn)}`;

const cannotBeSaid: Effect = { what: 'Who would act', rest: 'cannot be said at the moment', warns: true };

const warnings = ({ notForCover, coverAway, nobodyFor, withoutLead }: WhoWouldAct, cover: string): readonly Effect[] => [
  ...(notForCover.length === 0
    ? []
    : [{ what: `${cover} may not settle ${kindList(notForCover)}:`, rest: 'they go to others, as said above', warns: true as const }]),
  ...coverAway.map((days) => ({
    what: `${cover} is away`,
    rest: `${daysWords(days)}. On those days somebody else acts`,
    warns: true as const,
  })),
  ...(nobodyFor.length === 0
    ? []
    : [
        {
          what: `Nobody who may settle ${kindList(nobodyFor)} is at the trust then.`,
          rest: 'The service managers of the trust have these tasks until somebody is found',
          warns: true as const,
        },
      ]),
  ...withoutLead.map((team) => ({ what: `${team} has no lead`, rest: 'until you name another', warns: true as const })),
];

/** What becomes of the work of somebody who may not sign in any more, or has lost a role. */
export const leavingEffects = (would: WhoWouldAct | undefined, nameOf: Known['nameOf']): readonly Effect[] =>
  would === undefined ? [cannotBeSaid] : [...movedEffects(would, (to) => goesTo(whoWords(to, nameOf))), ...warnings(would, '')];

const concerning = (order: StaffOrder, { nameOf, would }: Known, does: (to: string) => string): readonly Effect[] => {
  if (would === undefined) return [cannotBeSaid];
  const cover = 'cover' in order ? nameOf(order.cover) : '';
  return [...movedEffects(would, (to) => does(whoWords(to, nameOf))), ...warnings(would, cover)];
};

/** What an absence, or leaving, will do: for each kind of task who really has it. */
export const staffEffects = (order: StaffOrder, person: string, known: Known): readonly Effect[] => {
  const name = known.nameOf(person);
  switch (order.kind) {
    case 'away':
      return [
        { what: `${name} is away`, rest: `from ${date(order.fromOn)} to ${date(order.untilOn)}, both days included` },
        ...concerning(order, known, acts),
        { what: 'Afterwards', rest: 'what is still open is his or hers again, by itself' },
      ];
    case 'off':
      return [{ what: 'The absence is over.', rest: 'What was covered and is still open is his or hers again' }];
    case 'left':
      return [{ what: `${name} works here no longer.`, rest: 'Planned absences fall away' }, ...concerning(order, known, goesTo)];
    case 'back':
      return [{ what: `${name} works here again.`, rest: 'Tasks that were given on stay with their owners' }];
    default:
      return order satisfies never;
  }
};
