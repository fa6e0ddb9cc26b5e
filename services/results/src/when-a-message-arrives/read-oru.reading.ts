import type { Report, ReportedValue, ResultStatus } from '@rms/contracts';
import { observationGroups, type ObservationGroup, type ParsedMessage, type Segment } from '@rms/hl7';
import { dateFrom, hasTimeOfDay, instantFrom, type Feed } from '@rms/intake';
import { londonDateOf, parseQuantity } from '@rms/nhs';

/** What identifies a result besides patient and laboratory: filler number, code, sub-id and when the sample was taken. */
export interface ResultKey {
  readonly filler: string;
  readonly code: string;
  readonly subId: string;
  readonly sampled: string;
}
export interface ReadObservation {
  readonly key: ResultKey;
  readonly report: Omit<Report, 'receipt' | 'messageSha256'>;
  readonly promotes: boolean;
}
export interface OruProblem {
  readonly rule: string;
  readonly sentence: string;
  readonly sharedKey?: string;
}
export interface OruReading {
  readonly observations: readonly ReadObservation[];
  readonly problems: readonly OruProblem[];
  readonly messageAt: string;
}

const statuses: Readonly<Record<string, ResultStatus | 'promoted'>> = {
  F: 'final',
  C: 'corrected',
  M: 'corrected',
  A: 'corrected',
  P: 'preliminary',
  R: 'preliminary',
  S: 'preliminary',
  I: 'preliminary',
  U: 'promoted',
  X: 'not-obtained',
  D: 'deleted',
  W: 'withdrawn',
};
// Order and observation may disagree; the more cautious word counts: first what takes a result away, then what keeps it from counting.
const caution: readonly (ResultStatus | 'promoted')[] = [
  'withdrawn',
  'deleted',
  'not-obtained',
  'preliminary',
  'corrected',
  'promoted',
  'final',
];

const statusOf = (obr: string, obx: string): ResultStatus | 'promoted' | undefined => {
  const said = [obx, obr].filter((code) => code !== '');
  const known = said.map((code) => statuses[code]);
  if (said.length === 0 || known.includes(undefined)) return undefined;
  return caution.find((status) => known.includes(status));
};

const structured = (obx: Segment): string => `${obx.text(5, 1)}${obx.text(5, 2)}${obx.text(5, 3)}${obx.text(5, 4)}`;
const rawOf = (obx: Segment): string =>
  (obx.code(2) === 'SN'
    ? structured(obx)
    : ['CE', 'CWE', 'CNE'].includes(obx.code(2))
      ? obx.text(5, 2) || obx.text(5, 1)
      : obx.wholeText(5)
  ).trim();

/** The value as a number only where it is certainly one; the raw text always. */
export const valueOf = (obx: Segment): ReportedValue => {
  const [raw, unit] = [rawOf(obx), obx.text(6).trim()];
  const parsed = obx.field(5).repetitions.length > 1 ? undefined : parseQuantity(raw);
  if (!parsed?.ok) return { kind: 'not-a-number', unit, raw };
  return { kind: 'quantity', unit, raw, ...parsed.value };
};

const meaningOf = (obx: Segment, feed: Feed): { readonly known: boolean; readonly analyte?: string | undefined } => {
  const names = [
    [obx.text(3, 1), obx.text(3, 3)],
    [obx.text(3, 4), obx.text(3, 6)],
  ] as const;
  const meaning = names.flatMap(([code, system]) =>
    feed.codes.filter((one) => one.code === code && code !== '' && (one.system === undefined || one.system === system)),
  )[0];
  return meaning === undefined ? { known: false } : { known: true, analyte: meaning.analyte };
};

interface Place {
  readonly group: ObservationGroup;
  readonly obx: Segment;
  readonly feed: Feed;
  readonly messageAt: string;
}

const sampledIn = ({ group, obx, feed }: Place): { readonly text: string; readonly on: string; readonly at?: string } | undefined => {
  const text = [obx.text(14), group.request?.text(7) ?? ''].find((each) => each !== '') ?? '';
  const at = hasTimeOfDay(text) ? instantFrom(text, feed.zone) : undefined;
  const on = at === undefined ? dateFrom(text) : londonDateOf(at);
  return on === undefined ? undefined : { text, on, ...(at === undefined ? {} : { at }) };
};

const present = <Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> =>
  value === undefined || value === '' ? {} : ({ [name]: value } as Record<Name, string>);

const observationOf = (place: Place, analyte: string): ReadObservation | OruProblem => {
  const { group, obx, feed, messageAt } = place;
  const status = statusOf(group.request?.code(25) ?? '', obx.code(11));
  const sampled = sampledIn(place);
  const code = obx.text(3, 1) || obx.text(3, 4);
  if (status === undefined)
    return {
      rule: 'status-unknown',
      sentence: `The result status (OBX-11 “${obx.code(11)}”, OBR-25 “${group.request?.code(25) ?? ''}”) is not one that is known.`,
    };
  if (sampled === undefined)
    return { rule: 'sample-time-missing', sentence: 'The message does not say when the sample was taken (OBX-14, OBR-7).' };
  const statusAt = instantFrom(group.request?.text(22) ?? '', feed.zone) ?? messageAt;
  const filler = group.request?.text(3) || group.order?.text(3) || '';
  const raw = valueOf(obx);
  return {
    key: { filler, code, subId: obx.text(4), sampled: sampled.at ?? sampled.on },
    promotes: status === 'promoted' && raw.raw === '',
    report: {
      analyte,
      code,
      ...present('codeText', obx.text(3, 2) || obx.text(3, 5)),
      laboratory: feed.name,
      feed: feed.feed,
      status: status === 'promoted' ? 'final' : status,
      value: raw,
      sampledOn: sampled.on,
      ...present('sampledAt', sampled.at),
      statusAt,
      ...present('referenceRange', obx.text(7)),
      ...present('flag', obx.text(8)),
      notes: notesOf(place),
    },
  };
};

const notesOf = ({ group, obx }: Place): string[] => {
  const own = group.observations.find((each) => each.obx === obx)?.notes ?? [];
  return own
    .map((note) => note.wholeText(3).slice(0, 4000))
    .filter((note) => note !== '')
    .slice(0, 50);
};

const isProblem = (read: ReadObservation | OruProblem): read is OruProblem => 'rule' in read;
const unknownCode = (obx: Segment): OruProblem => {
  const code = obx.text(3, 1) || obx.text(3, 4);
  return {
    rule: 'code-unknown',
    sharedKey: code,
    sentence: `The laboratory code “${code}” (${obx.text(3, 2) || 'no name'}) is not in the feed’s agreement. Until somebody says which test it is, results under it are not read.`,
  };
};

const twice = (observations: readonly ReadObservation[]): OruProblem | undefined => {
  const seen = new Map<string, ReadObservation>();
  for (const one of observations) {
    const key = JSON.stringify(one.key);
    const before = seen.get(key);
    if (before !== undefined && before.report.value.raw !== one.report.value.raw)
      return { rule: 'one-test-two-values', sentence: `The message gives two values for one test (${one.report.code}) of one sample.` };
    seen.set(key, one);
  }
  return undefined;
};

/**
 * Reads a laboratory message by its feed's agreement: every observation whose code means an analyte, and every reason for which
 * a person must look. `undefined` where the message itself has no readable time.
 */
export const readOru = (message: ParsedMessage, feed: Feed): OruReading | undefined => {
  const messageAt = instantFrom(message.route.sentAt, feed.zone);
  if (messageAt === undefined) return undefined;
  const read = observationGroups(message)
    .flatMap((group) =>
      group.observations.map(({ obx }) => {
        const meaning = meaningOf(obx, feed);
        if (!meaning.known) return unknownCode(obx);
        return meaning.analyte === undefined ? undefined : observationOf({ group, obx, feed, messageAt }, meaning.analyte);
      }),
    )
    .filter((each) => each !== undefined);
  const observations = read.filter((each): each is ReadObservation => !isProblem(each));
  const doubled = twice(observations);
  return {
    messageAt,
    observations: doubled === undefined ? observations : [],
    problems: [...read.filter(isProblem), ...(doubled === undefined ? [] : [doubled])],
  };
};
