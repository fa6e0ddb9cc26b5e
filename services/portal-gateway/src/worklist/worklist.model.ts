import { londonDateOf, parseInstant, workingDaysBetween, type CivilDate, type Holidays } from '@rms/nhs';
import { civil, counted, date, findingIn, identityOf, type Identity } from '../words.js';
import type { WorkItem } from './work-items.view.js';

export type Whose = 'mine' | 'team' | 'trust';
export const kinds = {
  review: 'Results to review',
  telephone: 'Missed tests to ring about',
  recall: 'Clinics',
  quarantine: 'Messages',
} as const;
export type Kind = keyof typeof kinds | 'everything';

/** Who is looking, on what day. */
export interface Looking {
  readonly subject: string;
  readonly teams: readonly string[];
  readonly today: CivilDate;
  readonly holidays: Holidays;
  readonly nameOf: (person: string) => string | undefined;
}

export interface Line {
  readonly id: string;
  readonly identity: Identity | undefined;
  readonly title: string;
  readonly why: string;
  readonly state: 'late' | 'today' | 'in';
  readonly clock: string;
  readonly waited: string;
  readonly limit: string;
  readonly owner: string;
  readonly href: string;
  readonly act: string;
}
export interface Band {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
}
export interface WorklistModel {
  readonly bands: readonly Band[];
  readonly total: number;
  readonly sum: string;
  readonly whose: readonly { readonly key: Whose; readonly text: string; readonly count: number; readonly current: boolean }[];
  readonly kinds: readonly { readonly key: Kind; readonly text: string; readonly count: number; readonly current: boolean }[];
  readonly newest: string;
}

const bands = [
  ['possible-recurrence', 'Possible recurrence or new symptom'],
  ['test-missed', 'Test missed'],
  ['promised', 'Letter or call promised'],
  ['message', 'Message to sort out'],
] as const;
const acts: Readonly<Record<string, string>> = {
  review: 'Review result',
  recall: 'Record clinic',
  telephone: 'Record call',
  quarantine: 'Sort out',
};

/** What the button of a piece of work says. */
export const actOf = ({ kind, band }: { readonly kind: string; readonly band: string }): string =>
  kind === 'review' && band === 'test-missed' ? 'Review and decide' : (acts[kind] ?? 'Open');

const isWhose = (item: WorkItem, whose: Whose, looking: Looking): boolean => {
  if (whose === 'trust') return true;
  if (whose === 'mine') return item.person === looking.subject;
  return looking.teams.includes(item.team) || item.person === looking.subject;
};

/** Where work of a kind is done, below its follow-up. */
export const places: Readonly<Record<string, string>> = { review: 'reviews', recall: 'recalls', telephone: 'missed-tests' };
const hrefOf = (item: WorkItem): string => {
  const place = places[item.kind];
  return place === undefined ? `/messages/${item.settledBy}/${item.about}` : `/follow-ups/${item.followUp ?? ''}/${place}/${item.about}`;
};

const clockOf = (dueOn: CivilDate, { today, holidays }: Looking): Pick<Line, 'state' | 'clock'> => {
  if (dueOn < today)
    return { state: 'late', clock: `${counted(Math.max(1, workingDaysBetween(dueOn, today, holidays)), 'working day')} late` };
  return dueOn === today ? { state: 'today', clock: 'By today' } : { state: 'in', clock: `By ${date(dueOn)}` };
};
const waitedWords = (from: CivilDate, { today, holidays }: Looking): string => {
  const days = workingDaysBetween(from, today, holidays);
  return days === 0 ? 'under 1 working day' : counted(days, 'working day');
};

const personOf = (item: WorkItem, looking: Looking): string | undefined => {
  if (item.person === '') return undefined;
  return item.person === looking.subject ? 'You' : looking.nameOf(item.person);
};

const lineOf = (item: WorkItem, looking: Looking): Line => {
  const opened = parseInstant(item.openedAt);
  const [openedOn, dueOn] = [opened === undefined ? looking.today : londonDateOf(opened), civil(item.dueOn) ?? looking.today];
  return {
    id: item._id,
    identity: item.banner === undefined ? undefined : identityOf(item.banner, looking.today),
    title: item.title,
    why: findingIn(item.why),
    ...clockOf(dueOn, looking),
    waited: waitedWords(openedOn, looking),
    limit: counted(workingDaysBetween(openedOn, dueOn, looking.holidays), 'working day'),
    owner: [personOf(item, looking), item.teamName].filter((part) => part !== undefined).join(', '),
    href: hrefOf(item),
    act: actOf(item),
  };
};

/** Most serious first, then the one whose limit comes or came first, then the one that has waited longest. */
export const inOrder = (a: WorkItem, b: WorkItem): number => {
  const [x, y] = [
    [String(a.seriousness), a.dueOn, a.openedAt, a._id],
    [String(b.seriousness), b.dueOn, b.openedAt, b._id],
  ];
  const differing = x.findIndex((part, index) => part !== y[index]);
  if (differing < 0) return 0;
  return (x[differing] ?? '') < (y[differing] ?? '') ? -1 : 1;
};

const sumOf = (lines: readonly Line[]): string => {
  const of = (state: Line['state']): number => lines.filter((line) => line.state === state).length;
  return `${counted(lines.length, 'item')}: ${String(of('late'))} past the limit, ${String(of('today'))} due today, ${String(of('in'))} within the limit. Most serious first, then longest past its limit.`;
};

/** The worklist of one person: bands by harm, counts that add up. A pure function of the open work and who is looking. */
export const worklistOf = (
  items: readonly WorkItem[],
  chosen: { readonly whose: Whose; readonly kind: Kind },
  looking: Looking,
): WorklistModel => {
  const own = items.filter((item) => isWhose(item, chosen.whose, looking));
  const shown = own.filter((item) => chosen.kind === 'everything' || item.kind === chosen.kind).sort(inOrder);
  const lines = shown.map((item) => ({ band: item.band, line: lineOf(item, looking) }));
  const count = (whose: Whose): number => items.filter((item) => isWhose(item, whose, looking)).length;
  return {
    bands: bands
      .map(([id, title]) => ({ id, title, lines: lines.filter((each) => each.band === id).map((each) => each.line) }))
      .filter((band) => band.lines.length > 0),
    total: shown.length,
    sum: sumOf(lines.map((each) => each.line)),
    whose: (
      [
        ['mine', 'Mine'],
        ['team', 'My team'],
        ['trust', 'Whole trust'],
      ] as const
    ).map(([key, text]) => ({ key, text, count: count(key), current: key === chosen.whose })),
    kinds: ([['everything', 'Everything'], ...Object.entries(kinds)] as [Kind, string][]).map(([key, text]) => ({
      key,
      text,
      count: own.filter((item) => key === 'everything' || item.kind === key).length,
      current: key === chosen.kind,
    })),
    newest: items.reduce((latest, item) => (item.openedAt > latest ? item.openedAt : latest), ''),
  };
};
