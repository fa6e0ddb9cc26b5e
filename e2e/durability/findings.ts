import type { Delivered } from './stubborn-sender.js';

/** One line of `rms outcomes --json`. */
export interface OutcomeLine {
  readonly receipt: number;
  readonly sha256: string;
  readonly outcome: string;
}

/** One line of `rms events`. */
export interface EventLine {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: {
    readonly version?: { readonly report: { readonly messageSha256: string } };
    readonly considered?: { readonly result: string; readonly version: number };
    readonly review?: string;
    readonly about?: string;
    readonly kind?: string;
    readonly patient?: string;
    readonly demographics?: { readonly nhsNumber?: string };
  };
}

export interface Kept {
  readonly outcomes: readonly OutcomeLine[];
  readonly events: readonly EventLine[];
}

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};
const ofType = (events: readonly EventLine[], ...types: readonly string[]): readonly EventLine[] =>
  events.filter(({ type }) => types.includes(type));
const moreThanOnce = (what: string, events: readonly EventLine[], keyOf: (event: EventLine) => string): readonly string[] =>
  [...grouped(events, keyOf)]
    .filter(([, those]) => those.length > 1)
    .map(([key, those]) => `${what} ${key}: ${String(those.length)} times`);
const missingFrom = (what: string, wanted: readonly string[], there: readonly string[]): readonly string[] => {
  const known = new Set(there);
  return wanted.filter((each) => !known.has(each)).map((each) => `${what} ${each} is missing`);
};

/** Every message that its sender knows to be delivered has one outcome that had an effect; every further copy is its duplicate. */
const messagesUnaccounted = (log: readonly Delivered[], { outcomes }: Kept): readonly string[] => {
  const bySha = grouped(outcomes, ({ sha256 }) => sha256);
  return log.flatMap(({ sha256, code }) => {
    const kinds = (bySha.get(sha256) ?? []).map(({ outcome }) => outcome);
    const first = kinds.filter((kind) => kind !== 'duplicate');
    if (code === 'AA' && first.length === 1 && first[0] === 'applied') return [];
    return [`message ${sha256}, acknowledged ${code}: ${kinds.length === 0 ? 'nothing' : kinds.join(', ')}`];
  });
};

const reportOf = ({ data }: EventLine): string => data.version?.report.messageSha256 ?? '';
const consideredOf = ({ stream, data }: EventLine): string =>
  `${stream} ${data.considered?.result ?? ''} ${String(data.considered?.version ?? '')}`;

/** What the messages say stands in the history once, and so does everything that follows from it. */
const effectsAmiss = (
  sent: { readonly registrations: readonly string[]; readonly reports: readonly string[] },
  { events }: Kept,
): readonly string[] => {
  const registered = ofType(events, 'PatientRegistered');
  const reports = ofType(events, 'ResultRecorded', 'ResultCorrected', 'ResultRetracted', 'EarlierReportArrived');
  const interpreted = ofType(events, 'ResultInterpreted');
  const opened = ofType(events, 'ReviewOpened');
  const tasks = ofType(events, 'TaskOpened');
  const numberOf = ({ data }: EventLine): string => data.demographics?.nhsNumber ?? '';
  return [
    ...missingFrom('patient', sent.registrations, registered.map(numberOf)),
    ...moreThanOnce('patient', registered, numberOf),
    ...missingFrom('report', sent.reports, reports.map(reportOf)),
    ...moreThanOnce('report', reports, reportOf),
    ...moreThanOnce('reading', interpreted, consideredOf),
    ...moreThanOnce('review', opened, ({ data }) => data.review ?? ''),
    ...missingFrom(
      'task for review',
      opened.map(({ data }) => data.review ?? ''),
      tasks.map(({ data }) => data.about ?? ''),
    ),
    ...moreThanOnce('task about', tasks, ({ data }) => data.about ?? ''),
    ...moreThanOnce('closing of task', ofType(events, 'TaskClosed'), ({ stream }) => stream),
  ];
};

/** The reviews that wait for a clinician, by what the facts of the follow-ups say. */
export const openReviews = (events: readonly EventLine[]): readonly string[] => {
  const settled = new Set(ofType(events, 'ReviewWithdrawn', 'ResultReviewed').map(({ data }) => data.review));
  return ofType(events, 'ReviewOpened')
    .map(({ data }) => data.review ?? '')
    .filter((review) => !settled.has(review));
};

/** What the open tasks to review something are about, by what the facts of the tasks say. A letter that cannot be sent is another task. */
export const openTasks = (events: readonly EventLine[]): readonly string[] => {
  const closed = new Set(ofType(events, 'TaskClosed').map(({ stream }) => stream));
  return ofType(events, 'TaskOpened')
    .filter(({ stream, data }) => data.kind === 'review' && !closed.has(stream))
    .map(({ data }) => data.about ?? '');
};

/** Holds what the senders know against what the system kept: what is missing and what took effect twice, one sentence each. */
export const findings = (
  log: readonly Delivered[],
  sent: { readonly registrations: readonly string[]; readonly reports: readonly string[] },
  kept: Kept,
): readonly string[] => [...messagesUnaccounted(log, kept), ...effectsAmiss(sent, kept)];
