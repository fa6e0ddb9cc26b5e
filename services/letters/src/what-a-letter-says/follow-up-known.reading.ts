import type { DataOf, Limit, ReadingName, pathway, ScheduledTest } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import { stillToBeDone } from '@rms/protocols';
import type { Asked } from './course-words.js';
import type { TakenBack } from './result-words.js';

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
  /** The limit that it was held against on its day; none for a report, or where there is no lowest value yet. */
  readonly limit?: Limit | undefined;
}
/** A reading that no longer stands, as it was last read. */
export interface ReadingTakenBack extends ReadingKnown {
  readonly because: TakenBack;
}
interface AskedAbout {
  readonly about: Asked;
  readonly result?: string;
}
/** A recall, its day, and the review it came out of. */
interface RecallKnown extends Partial<AskedAbout> {
  readonly on: string;
  readonly isBooked: boolean;
}
/** What is planned, known and decided in a follow-up, as far as a letter speaks of it. */
export interface FollowUpKnown {
  readonly started?: Omit<DataOf<typeof pathway.followUpStarted>, 'tests' | 'followUp' | 'patient'>;
  readonly tests: readonly ScheduledTest[];
  /** Test → the result by which it was done. */
  readonly done: Readonly<Record<string, string>>;
  /** Tests that a clinician does not ask for any more. */
  readonly waived: readonly string[];
  readonly readings: readonly ReadingKnown[];
  readonly takenBack: readonly ReadingTakenBack[];
  readonly recalls: Readonly<Record<string, RecallKnown>>;
  /** What each review was about, also of those that are over. */
  readonly asked: Readonly<Record<string, AskedAbout>>;
  /** Reviews of results that wait for a clinician. */
  readonly reviews: readonly string[];
  /** Until when no test is asked for. */
  readonly pausedUntil?: string;
  readonly endedBecause?: string;
}
export const nothingStarted: FollowUpKnown = {
  tests: [],
  done: {},
  waived: [],
  readings: [],
  takenBack: [],
  recalls: {},
  asked: {},
  reviews: [],
};

type Fold = (before: FollowUpKnown, message: Message) => FollowUpKnown;
const withoutReading = <R extends ReadingKnown>(readings: readonly R[], result: string): readonly R[] =>
  readings.filter((reading) => reading.result !== result);

const ofResults: readonly string[] = ['result', 'changed-after-decision'];
const withoutReview: Fold = (before, m) => {
  const { review } = m.data as DataOf<typeof pathway.reviewWithdrawn>;
  return { ...before, reviews: before.reviews.filter((one) => one !== review) };
};

const folds: Readonly<Record<string, Fold>> = {
  'pathway.review-opened.v1': (before, m) => {
    const { review, about, result } = m.data as DataOf<typeof pathway.reviewOpened>;
    const asked = { ...before.asked, [review]: { about, ...present({ result }) } };
    return { ...before, asked, reviews: ofResults.includes(about) ? [...before.reviews, review] : before.reviews };
  },
  'pathway.review-withdrawn.v1': withoutReview,
  'pathway.result-reviewed.v1': withoutReview,
  'pathway.follow-up-started.v1': (before, m) => {
    const { tests, followUp: _, patient: __, ...started } = m.data as DataOf<typeof pathway.followUpStarted>;
    return { ...before, started, tests };
  },
  'pathway.result-interpreted.v1': (before, m) => {
    const told = m.data as DataOf<typeof pathway.resultInterpreted>;
    const { result, analyte, testName: name, reading, shown, unit, sampledOn, status, limit } = told;
    return {
      ...before,
      readings: [...withoutReading(before.readings, result), { result, analyte, name, reading, shown, unit, sampledOn, status, limit }],
      takenBack: withoutReading(before.takenBack, result),
    };
  },
  'pathway.reading-withdrawn.v1': (before, m) => {
    const { result, because } = m.data as DataOf<typeof pathway.readingWithdrawn>;
    const last = before.readings.find((reading) => reading.result === result);
    return {
      ...before,
      readings: withoutReading(before.readings, result),
      takenBack: last === undefined ? before.takenBack : [...withoutReading(before.takenBack, result), { ...last, because }],
    };
  },
  'pathway.test-fulfilled.v1': (before, m) => {
    const { test, result } = m.data as DataOf<typeof pathway.testFulfilled>;
    return { ...before, done: { ...before.done, [test]: result } };
  },
  'pathway.test-reopened.v1': (before, m) => {
    const { test } = m.data as DataOf<typeof pathway.testReopened>;
    return { ...before, done: Object.fromEntries(Object.entries(before.done).filter(([one]) => one !== test)) };
  },
  'pathway.test-waived.v1': (before, m) => ({
    ...before,
    waived: [...before.waived, (m.data as DataOf<typeof pathway.testWaived>).test],
  }),
  'pathway.test-added.v1': (before, m) => ({ ...before, tests: [...before.tests, (m.data as DataOf<typeof pathway.testAdded>).test] }),
  'pathway.recall-requested.v1': (before, m) => {
    const { recall, by, review } = m.data as DataOf<typeof pathway.recallRequested>;
    return { ...before, recalls: { ...before.recalls, [recall]: { on: by, isBooked: false, ...before.asked[review] } } };
  },
  'pathway.recall-booked.v1': (before, m) => {
    const { recall, on } = m.data as DataOf<typeof pathway.recallBooked>;
    return { ...before, recalls: { ...before.recalls, [recall]: { ...before.recalls[recall], on, isBooked: true } } };
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

const openTests = ({ tests, done, waived, endedBecause, pausedUntil }: FollowUpKnown): readonly ScheduledTest[] =>
  endedBecause !== undefined || pausedUntil !== undefined
    ? []
    : stillToBeDone(tests, { done: new Set(Object.keys(done)), waived: new Set(waived) });

/** The next test of which a letter can speak as one to come on a day: none while it is suspended or over. */
export const nextTest = (followUp: FollowUpKnown, on: string): ScheduledTest | undefined =>
  openTests(followUp).find(({ dueOn }) => dueOn >= on);
/** The test that is asked for and whose day has passed: it is due now. */
export const overdueTest = (followUp: FollowUpKnown, on: string): ScheduledTest | undefined =>
  openTests(followUp).find(({ dueOn }) => dueOn < on);

const countsForTheLimit = ({ limit, reading }: ReadingKnown): boolean => limit !== undefined || reading === 'no-nadir-yet';
/** The limit that was in force for the newest sample that was held against one; before the first of them that of the start. */
export const limitOfNewest = ({ readings, started }: FollowUpKnown): Limit | undefined => {
  const newest = readings
    .filter(countsForTheLimit)
    .reduce<ReadingKnown | undefined>((a, b) => (a === undefined || b.sampledOn >= a.sampledOn ? b : a), undefined);
  return newest === undefined ? started?.limit : newest.limit;
};
