import type { Limit, Report } from '@rms/contracts';
import { daysBetween, differenceFrom, parseCivilDate, parseQuantity } from '@rms/nhs';
import { sideWords } from '@rms/protocols';
import type { FollowUpCopy, ReadingCopy, ReviewCopy } from '../../copies/follow-ups.projection.js';
import type { ToldReport } from '../../copies/results.projection.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { nadirWords } from '../../patient-page/limit-words.js';
import { testNameOf } from '../../patient-page/test-names.js';
import { capital, date, instant, possessive } from '../../words.js';

interface Big {
  readonly term: string;
  readonly value: string;
  readonly unit: string;
}
interface Step {
  readonly term: string;
  readonly text: string;
}
/** What lies before the clinician: value, limit, difference, the sentence, and each step of how it was worked out. */
export interface Evidence {
  readonly heading: string;
  readonly from: string;
  readonly big: readonly Big[];
  readonly sentence: string;
  readonly arithmetic: readonly Step[];
}

const cannotBeInterpreted = (review: ReviewCopy): boolean => review.reading === 'cannot-be-interpreted';

type Measured = ReadingCopy & { readonly limit: Limit };
const isMeasured = (reading: ReadingCopy): reading is Measured => reading.limit !== undefined;

const differenceOf = ({ shown, limit }: Measured): readonly Big[] => {
  const read = parseQuantity(shown);
  if (!read.ok || read.value.comparator !== undefined) return [];
  const unit = read.value.value >= limit.value ? 'over' : 'under';
  return [{ term: 'Difference', value: differenceFrom(read.value, limit.value), unit }];
};
const heldAgainst = (reading: Measured, review: ReviewCopy): readonly Big[] => [
  { term: 'Limit', value: reading.limit.value.toFixed(2), unit: reading.limit.unit },
  ...(cannotBeInterpreted(review) ? [] : differenceOf(reading)),
];

const bigOf = (reading: ReadingCopy | undefined, review: ReviewCopy): readonly Big[] =>
  reading === undefined
    ? []
    : [
        { term: 'This result', value: reading.shown || 'no value', unit: reading.unit },
        ...(isMeasured(reading) ? heldAgainst(reading, review) : []),
      ];

const sumWords = (shown: string, limit: number): string => {
  const value = parseQuantity(shown);
  if (!value.ok) return `“${shown}” is not a number, so nothing was compared.`;
  return value.value.value >= limit
    ? `${shown} − ${limit.toFixed(2)} = ${differenceFrom(value.value, limit)} over.`
    : `${limit.toFixed(2)} − ${shown} = ${differenceFrom(value.value, limit)} under.`;
};
const whoseLimitWords = ({ limit }: Measured, whose: string): string => {
  if (limit.source === 'personal')
    return `${limit.value.toFixed(2)} is ${whose} own limit, agreed by ${limit.agreedBy ?? 'nobody named'}: ${limit.because ?? ''}.`;
  const counted = limit.nadir === undefined ? 'the protocol’s limit' : 'counted from the lowest value, as the protocol says';
  return `${limit.value.toFixed(2)} is ${counted}: none of ${whose} own was in force.`;
};
const lowestSteps = ({ limit }: Measured): readonly Step[] =>
  limit.nadir === undefined ? [] : [{ term: 'Lowest value', text: `${nadirWords(limit)} = ${limit.value.toFixed(2)}.` }];

const unitSteps = ({ unit, limit }: Measured, review: ReviewCopy): readonly Step[] =>
  unit === '' || unit === limit.unit || cannotBeInterpreted(review)
    ? []
    : [{ term: 'Unit', text: `The laboratory reports in ${unit}, which is the same as ${limit.unit}.` }];

const reachedTheLimit = ({ reading }: ReadingCopy): boolean =>
  reading === 'unconfirmed-rise' || reading === 'biochemical-recurrence-suspected';
/** The newest sample before this one that had reached the limit as well. */
const earlierRise = (followUp: FollowUpCopy, { sampledOn }: ReadingCopy): ReadingCopy | undefined =>
  Object.values(followUp.readings)
    .filter((other) => other.sampledOn < sampledOn && reachedTheLimit(other))
    .sort((a, b) => (a.sampledOn < b.sampledOn ? 1 : -1))[0];
const confirmedSteps = (followUp: FollowUpCopy, reading: ReadingCopy): readonly Step[] => {
  const earlier = earlierRise(followUp, reading);
  const [now, then] = [parseCivilDate(reading.sampledOn), parseCivilDate(earlier?.sampledOn ?? '')];
  if (earlier === undefined || now === undefined || then === undefined) return [];
  const days = String(daysBetween(then, now));
  return [
    {
      term: 'Confirmed',
      text: `${reading.shown} on ${date(reading.sampledOn)}, ${days} days after ${earlier.shown} on ${date(earlier.sampledOn)}.`,
    },
  ];
};

interface Told {
  readonly review: ReviewCopy;
  readonly report: Report | undefined;
  readonly doubling: string;
  readonly whose: string;
  readonly checkFirst: readonly string[];
}
const limitSteps = (reading: Measured, { review, whose }: Told): readonly Step[] => [
  ...unitSteps(reading, review),
  ...lowestSteps(reading),
  { term: 'Limit', text: `${sumWords(reading.shown, reading.limit.value)} ${whoseLimitWords(reading, whose)}` },
];
const codeSteps = (report: Report | undefined): readonly Step[] =>
  report?.value.kind === 'coded'
    ? [
        { term: 'Code', text: `“${report.value.code}” of ${report.value.system ?? 'no code system'}, and nothing else of the report.` },
        { term: 'Side', text: report.value.side === undefined ? 'The report does not say.' : capital(sideWords(report.value.side)) + '.' },
      ]
    : [];
const arithmeticOf = (followUp: FollowUpCopy, reading: ReadingCopy | undefined, told: Told): readonly Step[] => {
  const protocol = `${followUp.protocol.title}, version ${String(followUp.protocol.version)}`;
  if (reading === undefined) return [{ term: 'Protocol', text: `${protocol}, fixed for this patient.` }];
  return [
    ...(isMeasured(reading) ? limitSteps(reading, told) : []),
    ...codeSteps(told.report),
    ...confirmedSteps(followUp, reading),
    ...(told.doubling === '' ? [] : [{ term: 'Doubling time', text: told.doubling }]),
    { term: 'Rule', text: `“${reading.rule}” ${protocol}.` },
    { term: 'Source', text: reading.source },
    ...(told.checkFirst.length === 0 ? [] : [{ term: 'Check first', text: told.checkFirst.join(' ') }]),
  ];
};

// “PSA” stays as it is, “Mammogram” does not begin a sentence here.
const inside = (name: string): string => (name === name.toUpperCase() ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
const headings: Readonly<Record<string, string>> = {
  'schedule-complete': 'Review: the schedule is complete',
  'birth-date-corrected': 'Review: the date of birth was corrected',
  'two-follow-ups': 'Review: two follow-ups of one patient',
  'test-missed': 'Review: a missed test',
  'suspension-due': 'Review: follow-up is suspended',
};
const headingOf = (review: ReviewCopy, told: ToldReport | undefined, name: string): string =>
  headings[review.about] ?? `Review ${inside(name)} of ${date(told?.report.sampledOn)}`;
const fromWords = (review: ReviewCopy, told: ToldReport | undefined): string =>
  told === undefined
    ? `Open since ${instant(review.openedAt)}.`
    : `${told.report.laboratory}, ${told.report.status}, received ${instant(told.recordedAt)}.`;

/** The evidence of one review. */
export const evidenceOf = (
  file: PatientFile,
  followUp: FollowUpCopy,
  told: {
    readonly review: ReviewCopy;
    readonly model: { readonly doubling: string; readonly name?: string | undefined };
    readonly checkFirst: readonly string[];
  },
): Evidence => {
  const { review, model, checkFirst } = told;
  const newest = file.results.find((copy) => copy._id === review.result)?.reports.at(-1);
  const reading = followUp.readings[review.result ?? ''];
  const whose = possessive(file.patient.demographics.sex);
  return {
    heading: headingOf(review, newest, model.name ?? testNameOf(newest?.report, reading)),
    from: fromWords(review, newest),
    big: bigOf(reading, review),
    sentence: review.sentence,
    arithmetic: arithmeticOf(followUp, reading, { review, report: newest?.report, doubling: model.doubling, whose, checkFirst }),
  };
};
