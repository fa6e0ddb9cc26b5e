import type { DataOf, pathway, ReadingName, Report } from '@rms/contracts';
import { parseQuantity, showDateText } from '@rms/nhs';
import type { Addressee } from '../letter/letter.facts.js';
import type { ReadingKnown } from './follow-up-known.reading.js';

/** What kind of thing was reported: a number, a coded conclusion, or nothing that can be read. */
export type Reported = Report['value']['kind'];

/** One result as the words about it need it. */
interface Told {
  /** “PSA”, “mammogram”. */
  readonly test: string;
  readonly value: string;
  readonly limit: string;
  readonly kind: Reported;
}
type Says = (told: Told) => string;
interface Words {
  /** In the table of results. */
  readonly against: string;
  readonly patient: Says;
  readonly gp: Says;
}

/** A sentence for each kind of thing that can be reported: only what has no readable value is said to have none. */
const byKind =
  (says: Readonly<Record<Reported, Says>>): Says =>
  (told) =>
    says[told.kind](told);
const wasAt: Says = ({ test, value }) => `Your ${test} was ${value}.`;
const reportSays: Says = ({ test, value }) => `The report of your ${test} says: ${value}.`;
const withLimit =
  (words: string, otherwise: string): Says =>
  ({ limit }) =>
    limit === '' ? otherwise : `${words} ${limit}.`;

const over = {
  against: 'At or above the limit',
  patient: (told: Told) => `${wasAt(told)} ${withLimit('It is at or above your limit of', 'It is at or above your limit.')(told)}`,
};

/**
 * What a result is and means, for each reading that a protocol can give: a reading without words does not compile. Nothing is said here
 * of what was decided about it.
 */
const words: Readonly<Record<ReadingName, Words>> = {
  'under-limit': {
    against: 'Under the limit',
    patient: (told) =>
      `${wasAt(told)} ${withLimit('This is good news: it is under your limit of', 'This is good news: it is under your limit.')(told)}`,
    gp: withLimit('Under the limit of', 'Under the limit.'),
  },
  'unconfirmed-rise': {
    ...over,
    gp: withLimit('For the first time at or above the limit of', 'For the first time at or above the limit.'),
  },
  'biochemical-recurrence-suspected': {
    ...over,
    gp: withLimit('Not for the first time at or above the limit of', 'Not for the first time at or above the limit.'),
  },
  'no-nadir-yet': {
    against: 'No limit yet',
    patient: (told) => `${wasAt(told)} It is the first one since your treatment. There is no earlier one yet to compare it with.`,
    gp: () => 'The first since treatment: there is no lowest value yet from which a limit is counted.',
  },
  'report-reassuring': {
    against: 'Reassuring',
    patient: ({ test, value }) => `The report of your ${test} is good news: ${value}.`,
    gp: () => 'Reassuring.',
  },
  'report-needs-action': {
    against: 'Asks for action',
    patient: (told) => `${reportSays(told)} That is not clearly good news.`,
    gp: () => 'Not reassuring by its coded conclusion.',
  },
  'cannot-be-interpreted': {
    against: 'Not compared',
    patient: byKind({
      quantity: (told) => `${wasAt(told)} It could not be compared with a limit.`,
      coded: (told) => `${reportSays(told)} That alone does not say whether all is well.`,
      'not-a-number': ({ test }) => `We were not sent a result of your ${test} that can be read.`,
    }),
    gp: byKind({
      quantity: () => 'It could not be compared with the limit.',
      coded: () => 'Its coded conclusion could not be read by the protocol.',
      'not-a-number': () => 'It came without a value that can be read.',
    }),
  },
  'shown-only': {
    against: 'Preliminary',
    patient: byKind({
      quantity: (told) => `${wasAt(told)} This is a first result, and the final one is still to come.`,
      coded: (told) => `${reportSays(told)} This is a first report, and the final one is still to come.`,
      'not-a-number': ({ test }) => `The final result of your ${test} is still to come.`,
    }),
    gp: () => 'Preliminary: it is read when the final result comes.',
  },
};

/** What a protocol calls a test, else what was measured: “mammogram”, “PSA”. */
export const testNamed = ({ name, analyte }: Pick<ReadingKnown, 'name' | 'analyte'>): string => name ?? analyte.toUpperCase();
/** How a result reads in the table of all results. */
export const againstIn = ({ reading }: Pick<ReadingKnown, 'reading'>): string => words[reading].against;

const kindOf = ({ shown }: ReadingKnown, reported: Reported | undefined): Reported =>
  reported ?? (parseQuantity(shown).ok ? 'quantity' : 'not-a-number');
/** What a result is and what it means, in a sentence or two. */
export const resultSentence = (reading: ReadingKnown, to: Addressee, reported: Reported | undefined): string =>
  words[reading.reading][to]({
    test: testNamed(reading),
    value: `${reading.shown} ${reading.unit}`.trim(),
    limit: reading.limit === undefined ? '' : String(reading.limit.value),
    kind: kindOf(reading, reported),
  });

export type TakenBack = DataOf<typeof pathway.readingWithdrawn>['because'];
interface Gone {
  readonly test: string;
  readonly on: string;
  readonly isReport: boolean;
}
const goneWords: Readonly<Record<TakenBack, Readonly<Record<Addressee, (gone: Gone) => string>>>> = {
  withdrawn: {
    patient: ({ test, on, isReport }) =>
      isReport
        ? `The report of your ${test} of ${on} was taken back. It does not count.`
        : `The laboratory took back the result of your ${test} of ${on}. It does not count.`,
    gp: () => 'The result was taken back by the laboratory and does not count.',
  },
  deleted: {
    patient: ({ test, on, isReport }) =>
      isReport
        ? `The report of your ${test} of ${on} was deleted. It does not count.`
        : `The laboratory deleted the result of your ${test} of ${on}. It does not count.`,
    gp: () => 'The result was deleted by the laboratory and does not count.',
  },
  'not-obtained': {
    patient: ({ test, on }) => `There is no result of your ${test} of ${on} after all: it could not be obtained.`,
    gp: () => 'The result could not be obtained after all and does not count.',
  },
  'another-patient': {
    patient: ({ test, on }) => `A ${test} result of ${on} was on your record by mistake. It does not count.`,
    gp: () => 'The result was on the record of this patient by mistake and does not count.',
  },
  'before-follow-up': {
    patient: ({ test, on }) => `The day of your ${test} of ${on} has been corrected to one before your treatment. It does not count.`,
    gp: () => 'The sample has turned out to be from before the treatment, and the result does not count.',
  },
};
const isReport = ({ reading }: ReadingKnown): boolean => reading === 'report-reassuring' || reading === 'report-needs-action';
/** That a result is gone, and why. */
export const takenBackSentence = (reading: ReadingKnown, to: Addressee, because: TakenBack): string =>
  goneWords[because][to]({ test: testNamed(reading), on: showDateText(reading.sampledOn), isReport: isReport(reading) });
