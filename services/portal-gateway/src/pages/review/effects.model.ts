import type { ReviewDecision } from '@rms/contracts';
import { daysBetween, differenceFrom, parseCivilDate, parseQuantity } from '@rms/nhs';
import type { FollowUpCopy, ReviewCopy } from '../../copies/follow-ups.projection.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import type { FollowUpModel } from '../../patient-page/patient-page.model.js';
import { decisionWords } from '../../patient-page/timeline.js';
import { date, instant, possessive, pronoun } from '../../words.js';
import { testsToCome } from '../../worklist/follow-up-states.view.js';

export interface Evidence {
  readonly heading: string;
  readonly from: string;
  readonly big: readonly { readonly term: string; readonly value: string; readonly unit: string }[];
  readonly sentence: string;
  readonly arithmetic: readonly { readonly term: string; readonly text: string }[];
}
export interface Effects {
  readonly effects: readonly { readonly strong: string; readonly text: string }[];
  readonly dates: readonly { readonly what: string; readonly now: string; readonly after: string; readonly changes: boolean }[];
  readonly decision: string;
}

const bigOf = (followUp: FollowUpCopy, review: ReviewCopy): Evidence['big'] => {
  const reading = followUp.readings[review.result ?? ''];
  if (reading === undefined) return [];
  const value = parseQuantity(reading.shown);
  const over =
    value.ok && value.value.comparator === undefined
      ? [
          {
            term: 'Difference',
            value: differenceFrom(value.value, reading.limit.value),
            unit: value.value.value >= reading.limit.value ? 'over' : 'under',
          },
        ]
      : [];
  return [
    { term: 'This result', value: reading.shown || 'no value', unit: reading.unit },
    { term: 'Limit', value: reading.limit.value.toFixed(2), unit: reading.limit.unit },
    ...(review.reading === 'cannot-be-interpreted' ? [] : over),
  ];
};

const sumWords = (shown: string, limit: number): string => {
  const value = parseQuantity(shown);
  if (!value.ok) return `“${shown}” is not a number, so nothing was compared.`;
  return value.value.value >= limit
    ? `${shown} − ${limit.toFixed(2)} = ${differenceFrom(value.value, limit)} over.`
    : `${limit.toFixed(2)} − ${shown} = ${differenceFrom(value.value, limit)} under.`;
};

const arithmeticOf = (
  followUp: FollowUpCopy,
  review: ReviewCopy,
  told: { readonly doubling: string; readonly whose: string; readonly checkFirst: readonly string[] },
): Evidence['arithmetic'] => {
  const reading = followUp.readings[review.result ?? ''];
  if (reading === undefined)
    return [
      { term: 'Protocol', text: `${followUp.protocol.title}, version ${String(followUp.protocol.version)}, fixed for this patient.` },
    ];
  const own =
    reading.limit.source === 'personal'
      ? `${reading.limit.value.toFixed(2)} is ${told.whose} own limit, agreed by ${reading.limit.agreedBy ?? 'nobody named'}: ${reading.limit.because ?? ''}.`
      : `${reading.limit.value.toFixed(2)} is the protocol’s limit: none of ${told.whose} own was in force.`;
  const earlier = Object.values(followUp.readings)
    .filter(
      (other) =>
        other.sampledOn < reading.sampledOn &&
        (other.reading === 'unconfirmed-rise' || other.reading === 'biochemical-recurrence-suspected'),
    )
    .sort((a, b) => (a.sampledOn < b.sampledOn ? 1 : -1))[0];
  const [now, then] = [parseCivilDate(reading.sampledOn), parseCivilDate(earlier?.sampledOn ?? '')];
  const confirmed =
    earlier === undefined || now === undefined || then === undefined
      ? []
      : [
          {
            term: 'Confirmed',
            text: `${reading.shown} on ${date(reading.sampledOn)}, ${String(daysBetween(then, now))} days after ${earlier.shown} on ${date(earlier.sampledOn)}.`,
          },
        ];
  return [
    ...(reading.unit === '' || reading.unit === reading.limit.unit || review.reading === 'cannot-be-interpreted'
      ? []
      : [{ term: 'Unit', text: `The laboratory reports in ${reading.unit}, which is the same as ${reading.limit.unit}.` }]),
    { term: 'Limit', text: `${sumWords(reading.shown, reading.limit.value)} ${own}` },
    ...confirmed,
    ...(told.doubling === '' ? [] : [{ term: 'Doubling time', text: told.doubling }]),
    { term: 'Rule', text: `“${reading.rule}” ${followUp.protocol.title}, version ${String(followUp.protocol.version)}.` },
    { term: 'Source', text: reading.source },
    ...(told.checkFirst.length === 0 ? [] : [{ term: 'Check first', text: told.checkFirst.join(' ') }]),
  ];
};

const headings: Readonly<Record<string, string>> = {
  'schedule-complete': 'Review: the schedule is complete',
  'two-follow-ups': 'Review: two follow-ups of one patient',
};

/** What lies before the clinician: value, limit, difference, the sentence, and how it was worked out. */
export const evidenceOf = (
  file: PatientFile,
  followUp: FollowUpCopy,
  told: { readonly review: ReviewCopy; readonly model: FollowUpModel; readonly checkFirst: readonly string[] },
): Evidence => {
  const { review } = told;
  const result = file.results.find((copy) => copy._id === review.result)?.reports.at(-1);
  const heading =
    headings[review.about] ?? `Review ${result?.report.analyte.toUpperCase() ?? 'result'} of ${date(result?.report.sampledOn)}`;
  return {
    heading,
    from:
      result === undefined
        ? `Open since ${instant(review.openedAt)}.`
        : `${result.report.laboratory}, ${result.report.status}, received ${instant(result.recordedAt)}.`,
    big: bigOf(followUp, review),
    sentence: review.sentence,
    arithmetic: arithmeticOf(followUp, review, {
      doubling: told.model.doubling,
      whose: possessive(file.patient.demographics.sex),
      checkFirst: told.checkFirst,
    }),
  };
};

const effectOf = (decision: ReviewDecision, they: string): readonly { readonly strong: string; readonly text: string }[] => {
  switch (decision.kind) {
    case 'repeat':
      return [{ strong: 'One extra test', text: `is asked for, by ${date(decision.by)}. Planned tests stay as they are.` }];
    case 'recall':
      return [
        {
          strong: 'A new task,',
          text: `“Clinic to book”, goes to the booking team today. ${they} is to be seen by ${date(decision.by)}. Planned tests stay as they are.`,
        },
      ];
    case 'continue':
      return [{ strong: 'Nothing is added.', text: 'The planned tests go on.' }];
    case 'end':
      return [{ strong: 'Follow-up ends', text: 'today. No more tests are asked for.' }];
    default:
      return decision satisfies never;
  }
};

/** What recording the decision will do, by number, with dates before and after. */
export const effectsOf = (file: PatientFile, followUp: FollowUpCopy, decision: ReviewDecision): Effects => {
  const he = pronoun(file.patient.demographics.sex);
  const they = `${he.charAt(0).toUpperCase()}${he.slice(1)}`;
  const [nextTest] = testsToCome(followUp);
  const next = nextTest === undefined ? 'None planned' : `${nextTest.name}, ${date(nextTest.dueOn)}`;
  const after =
    decision.kind === 'repeat'
      ? `Repeat test by ${date(decision.by)}`
      : decision.kind === 'recall'
        ? `Clinic, by ${date(decision.by)}`
        : decision.kind === 'end'
          ? 'None: follow-up has ended'
          : next;
  return {
    decision: `${decisionWords(decision).charAt(0).toUpperCase()}${decisionWords(decision).slice(1)}`,
    effects: [
      { strong: 'Your task closes.', text: 'The decision and what follows from it are recorded together.' },
      ...effectOf(decision, they),
      {
        strong: 'Nobody is written to yet.',
        text: 'Letters about decisions come with a later release; ring the patient and the GP as you do today.',
      },
    ],
    dates: [
      { what: 'Next action', now: 'This review, today', after, changes: true },
      {
        what: 'Next planned test',
        now: next,
        after: decision.kind === 'end' ? 'None' : `${next}, unchanged`,
        changes: decision.kind === 'end',
      },
    ],
  };
};
