import { londonDateOf, parseInstant, present, showTime, workingDaysBetween, type CivilDate, type Holidays } from '@rms/nhs';
import { civil, counted, date, findingIn, identityOf, type Identity } from '../words.js';
import { ownerWords, type OwnerWords } from './owner-words.model.js';
import { bands, byUrgency } from './urgency.model.js';
import { whereTo } from './where-to.model.js';
import type { WorkItem } from './work-items.view.js';

export const everyones = { mine: 'Mine', cover: 'Mine by cover', team: 'My team', trust: 'Whole trust' } as const;
export type Whose = keyof typeof everyones;
export const kinds = {
  review: 'Results to review',
  call: 'Calls to return',
  telephone: 'Patients to ring',
  recall: 'Clinics',
  letter: 'Letters',
  quarantine: 'Messages',
  exception: 'Not held',
} as const;
export type Kind = keyof typeof kinds | 'everything';

/** Who is looking, on what day. */
export interface Looking {
  readonly subject: string;
  readonly roles: readonly string[];
  /** The moment of looking, for limits of hours. */
  readonly now: string;
  readonly teams: readonly string[];
  readonly today: CivilDate;
  readonly holidays: Holidays;
  readonly nameOf: (person: string) => string | undefined;
}

export interface Line extends OwnerWords {
  readonly id: string;
  readonly identity: Identity | undefined;
  readonly title: string;
  readonly why: string;
  readonly state: 'late' | 'today' | 'in';
  readonly clock: string;
  readonly waited: string;
  readonly limit: string;
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
  /** Which part of a long list this is; the whole of a short one. */
  readonly part: { readonly number: number; readonly of: number; readonly from: number; readonly to: number };
}

export const linesInAPart = 100;
const isCovered = (item: WorkItem, { subject }: Looking): boolean => item.cover?.by.person === subject;
const isRoles = (
  { person, team, role }: { readonly person?: string | undefined; readonly team?: string | undefined; readonly role: string },
  { roles }: Looking,
): boolean => (person ?? '') === '' && (team ?? '') === '' && roles.includes(role);
const wasToldTo = ({ escalations }: WorkItem, looking: Looking): boolean =>
  escalations.some(({ to }) => to.person === looking.subject || isRoles(to, looking));
const isMine = (item: WorkItem, looking: Looking): boolean => {
  const isOwn = item.person === looking.subject || isRoles(item, looking);
  const isMeanwhile = item.cover !== undefined && isRoles(item.cover.by, looking);
  return isOwn || isMeanwhile || isCovered(item, looking) || wasToldTo(item, looking);
};

const isWhose = (item: WorkItem, whose: Whose, looking: Looking): boolean => {
  switch (whose) {
    case 'trust':
      return true;
    case 'cover':
      return isCovered(item, looking);
    case 'team':
      return looking.teams.includes(item.team) || isMine(item, looking);
    case 'mine':
      return isMine(item, looking);
    default:
      return whose satisfies never;
  }
};

type Clock = Pick<Line, 'state' | 'clock'>;
const hoursLate = (by: string, now: string): string => {
  const minutes = Math.floor((Date.parse(now) - Date.parse(by)) / 60_000);
  return minutes < 60 ? `${counted(Math.max(1, minutes), 'minute')} late` : `${counted(Math.floor(minutes / 60), 'hour')} late`;
};
/** A limit of hours: by when on that day, and how late on it. */
const clockOfMoment = (dueAt: string, dueOn: CivilDate, { today, now }: Looking): Clock | undefined => {
  const by = parseInstant(dueAt);
  if (by === undefined || dueOn < today) return undefined;
  if (by <= now) return { state: 'late', clock: hoursLate(by, now) };
  return dueOn === today
    ? { state: 'today', clock: `By ${showTime(by)} today` }
    : { state: 'in', clock: `By ${date(dueOn)}, ${showTime(by)}` };
};
const clockOf = (dueOn: CivilDate, dueAt: string, looking: Looking): Clock => {
  const { today, holidays } = looking;
  const ofMoment = clockOfMoment(dueAt, dueOn, looking);
  if (ofMoment !== undefined) return ofMoment;
  if (dueOn < today)
    return { state: 'late', clock: `${counted(Math.max(1, workingDaysBetween(dueOn, today, holidays)), 'working day')} late` };
  return dueOn === today ? { state: 'today', clock: 'By today' } : { state: 'in', clock: `By ${date(dueOn)}` };
};
const waitedWords = (from: CivilDate, { today, holidays }: Looking): string => {
  const days = workingDaysBetween(from, today, holidays);
  return days === 0 ? 'under 1 working day' : counted(days, 'working day');
};

const ownerOf = ({ person, teamName, role }: WorkItem) => ({ person, teamName, role });
const lineOf = (item: WorkItem, looking: Looking): Line => {
  const opened = parseInstant(item.openedAt);
  const [openedOn, dueOn] = [opened === undefined ? looking.today : londonDateOf(opened), civil(item.dueOn) ?? looking.today];
  return {
    id: item._id,
    identity: item.banner === undefined ? undefined : identityOf(item.banner, looking.today),
    title: item.title,
    why: findingIn(item.why),
    ...clockOf(dueOn, item.dueAt ?? '', looking),
    waited: waitedWords(openedOn, looking),
    limit: counted(workingDaysBetween(openedOn, dueOn, looking.holidays), 'working day'),
    ...ownerWords(
      { owner: ownerOf(item), escalations: item.escalations, ...present({ cover: item.cover, escalatesAt: item.escalatesAt }) },
      looking,
    ),
    ...whereTo({ ...item, ...present({ patient: item.banner?.patient }) }),
  };
};

const sumOf = (items: readonly WorkItem[], looking: Looking): string => {
  const states = items.map((item) => clockOf(civil(item.dueOn) ?? looking.today, item.dueAt ?? '', looking).state);
  const of = (state: Line['state']): number => states.filter((one) => one === state).length;
  return `${counted(items.length, 'item')}: ${String(of('late'))} past the limit, ${String(of('today'))} due today, ${String(of('in'))} within the limit. Most serious first, then longest past its limit.`;
};

const partOf = (total: number, wanted: number): WorklistModel['part'] => {
  const of = Math.max(1, Math.ceil(total / linesInAPart));
  const number = Math.min(Math.max(1, wanted), of);
  return { number, of, from: (number - 1) * linesInAPart + 1, to: Math.min(total, number * linesInAPart) };
};

/** The worklist of one person: bands by harm, counts that add up. A pure function of the open work and who is looking. */
export const worklistOf = (
  items: readonly WorkItem[],
  chosen: { readonly whose: Whose; readonly kind: Kind; readonly part?: number },
  looking: Looking,
): WorklistModel => {
  const own = items.filter((item) => isWhose(item, chosen.whose, looking));
  const shown = own.filter((item) => chosen.kind === 'everything' || item.kind === chosen.kind).sort(byUrgency);
  const part = partOf(shown.length, chosen.part ?? 1);
  const lines = shown.slice(part.from - 1, part.to).map((item) => ({ band: item.band, line: lineOf(item, looking) }));
  const count = (whose: Whose): number => items.filter((item) => isWhose(item, whose, looking)).length;
  return {
    bands: bands
      .map(([id, title]) => ({ id, title, lines: lines.filter((each) => each.band === id).map((each) => each.line) }))
      .filter((band) => band.lines.length > 0),
    total: shown.length,
    part,
    sum: sumOf(shown, looking),
    whose: (Object.entries(everyones) as [Whose, string][]).map(([key, text]) => ({
      key,
      text,
      count: count(key),
      current: key === chosen.whose,
    })),
    kinds: ([['everything', 'Everything'], ...Object.entries(kinds)] as [Kind, string][]).map(([key, text]) => ({
      key,
      text,
      count: own.filter((item) => key === 'everything' || item.kind === key).length,
      current: key === chosen.kind,
    })),
    newest: items.reduce((latest, item) => (item.openedAt > latest ? item.openedAt : latest), ''),
  };
};
