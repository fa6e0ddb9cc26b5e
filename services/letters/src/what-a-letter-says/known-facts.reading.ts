import type { DataOf, Demographics, Limit, ReadingName, pathway, registration, Report, results, ScheduledTest } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { shownOf } from '@rms/protocols';

/** Who he is and how to reach him, from his published facts up to one of them. */
export interface PatientKnown {
  readonly demographics: Demographics | undefined;
  /** When the sender who last named his address knew it; '' where nobody ever did. */
  readonly confirmedAt: string;
  readonly died: boolean;
  readonly retiredInto?: string;
}
export const nobodyKnown: PatientKnown = { demographics: undefined, confirmedAt: '', died: false };

/** A message that names no address says nothing about the one that is known, and an older one that comes late no more than it did then. */
const addressAge = ({ confirmedAt }: PatientKnown, data: unknown): { readonly confirmedAt: string } => {
  const { addressAsOf = '' } = data as DataOf<typeof registration.demographicsConfirmed>;
  return { confirmedAt: addressAsOf > confirmedAt ? addressAsOf : confirmedAt };
};

export const foldPatient = (before: PatientKnown, { type, data }: Message): PatientKnown => {
  switch (type) {
    case 'registration.patient-registered.v1':
    case 'registration.demographics-corrected.v1':
    case 'registration.patient-absorbed.v1':
      return {
        ...before,
        demographics: (data as DataOf<typeof registration.demographicsCorrected>).demographics,
        ...addressAge(before, data),
      };
    case 'registration.demographics-confirmed.v1':
      return { ...before, ...addressAge(before, data) };
    case 'registration.patient-died.v1':
      return { ...before, died: true };
    case 'registration.death-withdrawn.v1':
      return { ...before, died: false };
    case 'registration.patient-retired.v1':
      return { ...before, retiredInto: (data as DataOf<typeof registration.patientRetired>).into };
    default:
      return before;
  }
};

export interface ReadingKnown {
  readonly result: string;
  readonly analyte: string;
  /** What the protocol calls the test. */
  readonly name?: string | undefined;
  readonly reading: ReadingName;
  readonly shown: string;
  readonly unit: string;
  readonly sampledOn: string;
  readonly status: string;
}
/** What is planned, known and decided in a follow-up, as far as a letter speaks of it. */
export interface FollowUpKnown {
  readonly started?: Omit<DataOf<typeof pathway.followUpStarted>, 'tests' | 'followUp' | 'patient'>;
  readonly limit?: Limit | undefined;
  readonly tests: readonly ScheduledTest[];
  readonly done: readonly string[];
  readonly readings: readonly ReadingKnown[];
  readonly recalls: Readonly<Record<string, { readonly on: string; readonly isBooked: boolean }>>;
  /** Reviews of results that wait for a clinician. */
  readonly reviews: readonly string[];
  /** Until when no test is asked for. */
  readonly pausedUntil?: string;
  readonly endedBecause?: string;
}
export const nothingStarted: FollowUpKnown = { tests: [], done: [], readings: [], recalls: {}, reviews: [] };

type Fold = (before: FollowUpKnown, message: Message) => FollowUpKnown;
const withoutReading = (before: FollowUpKnown, result: string): readonly ReadingKnown[] =>
  before.readings.filter((reading) => reading.result !== result);

const ofResults: readonly string[] = ['result', 'changed-after-decision'];
const withoutReview: Fold = (before, m) => {
  const { review } = m.data as DataOf<typeof pathway.reviewWithdrawn>;
  return { ...before, reviews: before.reviews.filter((one) => one !== review) };
};

const folds: Readonly<Record<string, Fold>> = {
  'pathway.review-opened.v1': (before, m) => {
    const { review, about } = m.data as DataOf<typeof pathway.reviewOpened>;
    return ofResults.includes(about) ? { ...before, reviews: [...before.reviews, review] } : before;
  },
  'pathway.review-withdrawn.v1': withoutReview,
  'pathway.result-reviewed.v1': withoutReview,
  'pathway.follow-up-started.v1': (before, m) => {
    const { tests, followUp: _, patient: __, ...started } = m.data as DataOf<typeof pathway.followUpStarted>;
    return { ...before, started, limit: started.limit, tests };
  },
  'pathway.result-interpreted.v1': (before, m) => {
    const {
      result,
      analyte,
      testName: name,
      reading,
      shown,
      unit,
      sampledOn,
      status,
      limit,
    } = m.data as DataOf<typeof pathway.resultInterpreted>;
    return {
      ...before,
      limit,
      readings: [...withoutReading(before, result), { result, analyte, name, reading, shown, unit, sampledOn, status }],
    };
  },
  'pathway.reading-withdrawn.v1': (before, m) => ({
    ...before,
    readings: withoutReading(before, (m.data as DataOf<typeof pathway.readingWithdrawn>).result),
  }),
  'pathway.test-fulfilled.v1': (before, m) => ({
    ...before,
    done: [...before.done, (m.data as DataOf<typeof pathway.testFulfilled>).test],
  }),
  'pathway.test-reopened.v1': (before, m) => ({
    ...before,
    done: before.done.filter((test) => test !== (m.data as DataOf<typeof pathway.testReopened>).test),
  }),
  'pathway.test-added.v1': (before, m) => ({ ...before, tests: [...before.tests, (m.data as DataOf<typeof pathway.testAdded>).test] }),
  'pathway.recall-requested.v1': (before, m) => {
    const { recall, by } = m.data as DataOf<typeof pathway.recallRequested>;
    return { ...before, recalls: { ...before.recalls, [recall]: { on: by, isBooked: false } } };
  },
  'pathway.recall-booked.v1': (before, m) => {
    const { recall, on } = m.data as DataOf<typeof pathway.recallBooked>;
    return { ...before, recalls: { ...before.recalls, [recall]: { on, isBooked: true } } };
  },
  'pathway.follow-up-suspended.v1': (before, m) => ({
    ...before,
    pausedUntil: (m.data as DataOf<typeof pathway.followUpSuspended>).reviewOn,
  }),
  'pathway.suspension-ended.v1': (before) => {
    const { pausedUntil: _, ...rest } = before;
    return rest;
  },
  'pathway.follow-up-ended.v1': (before, m) => ({
    ...before,
    endedBecause: (m.data as DataOf<typeof pathway.followUpEnded>).because,
  }),
  'pathway.follow-up-resumed.v1': (before) => {
    const { endedBecause: _, ...rest } = before;
    return rest;
  },
};
export const foldFollowUp: Fold = (before, message) => folds[message.type]?.(before, message) ?? before;

/** The newest report of the result that a letter is about. */
export const foldReport = (before: Report | undefined, { type, data }: Message): Report | undefined =>
  type === 'results.result-recorded.v1' || type === 'results.result-corrected.v1' || type === 'results.result-retracted.v1'
    ? (data as DataOf<typeof results.resultRecorded>).report
    : before;

/** Is a reading that of the newest report, or of one that has been replaced since? */
export const isReadingOf = (reading: ReadingKnown, report: Report): boolean => {
  const { value, status, sampledOn } = report;
  return reading.status === status && reading.shown === shownOf(value) && reading.sampledOn === sampledOn;
};

/** The next test that is asked for and not done: none while it is suspended or over. */
export const nextTest = ({ tests, done, endedBecause, pausedUntil }: FollowUpKnown): ScheduledTest | undefined =>
  endedBecause !== undefined || pausedUntil !== undefined
    ? undefined
    : tests.filter((test) => test.required && !done.includes(test.test)).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
