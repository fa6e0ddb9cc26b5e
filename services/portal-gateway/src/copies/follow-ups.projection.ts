import type { DataOf, Limit, pathway, ReadingName, ReviewDecision, ScheduledTest } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import type { Copy, CopyDocument } from '@rms/read-models';
import { endings, notEnded, type Ending } from './ending.js';
import { noMissedTests, withMissedTest, type MissedTests } from './missed-tests.js';

export interface ReadingCopy {
  readonly result: string;
  readonly reading: ReadingName;
  readonly sentence: string;
  readonly rule: string;
  readonly source: string;
  /** What the protocol calls the test; absent in readings from before it was told. */
  readonly name?: string | undefined;
  /** Absent where a report was read and nothing measured. */
  readonly limit?: Limit | undefined;
  readonly sampledOn: string;
  readonly shown: string;
  readonly unit: string;
  readonly status: string;
  readonly at: string;
}
export interface ReviewCopy {
  readonly review: string;
  readonly about: string;
  readonly result?: string | undefined;
  readonly test?: string | undefined;
  readonly reading?: ReadingName | undefined;
  readonly sentence: string;
  readonly seriousness: number;
  readonly reviewBy: string;
  readonly proposes?: ReviewDecision | undefined;
  readonly openedAt: string;
  readonly openedSeq: number;
}
export interface DecisionCopy {
  readonly review: string;
  readonly result?: string | undefined;
  readonly about: string;
  readonly sentence: string;
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly person: string;
  readonly role: string;
  readonly at: string;
  readonly seq: number;
  readonly nextOn?: string | undefined;
}
export interface RecallCopy {
  readonly recall: string;
  readonly on: string;
  readonly booked: boolean;
  readonly reason: string;
}

/** A follow-up as far as it has been published: everything a page about it needs. */
export interface FollowUpCopy extends CopyDocument, Ending {
  readonly patient: string;
  /** Records it belonged to before merges, so that their pages are computed again too. */
  readonly formerly: readonly string[];
  readonly protocol: { readonly protocol: string; readonly version: number; readonly title: string };
  readonly cancer: string;
  readonly treatment: string;
  readonly anchorName: string;
  readonly anchorOn: string;
  readonly stream: string;
  readonly team: string;
  /** The limit that counts from the start; absent where there is none or where it is counted from later results. */
  readonly limit?: Limit | undefined;
  readonly protocolLimit?: Limit | undefined;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly tests: readonly ScheduledTest[];
  /** What was answered at the start, in words. */
  readonly answers?: readonly { readonly asks: string; readonly says: string }[] | undefined;
  /** When a clinician decides how it ends, where the protocol names a day. */
  readonly closesOn?: string | undefined;
  readonly done: Readonly<Record<string, { readonly result: string; readonly on: string }>>;
  readonly readings: Readonly<Record<string, ReadingCopy>>;
  readonly reviews: Readonly<Record<string, ReviewCopy>>;
  readonly decisions: readonly DecisionCopy[];
  readonly recalls: Readonly<Record<string, RecallCopy>>;
  readonly missed: MissedTests;
}
type Content = Omit<FollowUpCopy, keyof CopyDocument>;

const initial: Content = {
  patient: '',
  formerly: [],
  protocol: { protocol: '', version: 0, title: '' },
  cancer: '',
  treatment: '',
  anchorName: '',
  anchorOn: '',
  stream: '',
  team: '',
  startedAt: '',
  startedBy: '',
  tests: [],
  done: {},
  readings: {},
  reviews: {},
  decisions: [],
  recalls: {},
  missed: noMissedTests,
  ...notEnded,
};
const without = <V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(record).filter(([k]) => k !== key));

type Fold = (before: Content, message: Message) => Content;
const courses: Readonly<Record<string, Fold>> = {
  'pathway.follow-up-started.v1': (before, m) => {
    const { followUp: _, patient, ...started } = m.data as DataOf<typeof pathway.followUpStarted>;
    return { ...before, ...started, patient, startedAt: m.time, startedBy: m.actor };
  },
  'pathway.follow-up-reassigned.v1': (before, m) => ({
    ...before,
    patient: (m.data as DataOf<typeof pathway.followUpReassigned>).patient,
    formerly: [...before.formerly, before.patient],
  }),
};
const readings: Readonly<Record<string, Fold>> = {
  'pathway.result-interpreted.v1': (before, m) => {
    const { result, testName, reading, sentence, rule, source, limit, sampledOn, shown, unit, status } = m.data as DataOf<
      typeof pathway.resultInterpreted
    >;
    return {
      ...before,
      readings: {
        ...before.readings,
        [result]: { result, name: testName, reading, sentence, rule, source, limit, sampledOn, shown, unit, status, at: m.time },
      },
    };
  },
  'pathway.reading-withdrawn.v1': (before, m) => ({
    ...before,
    readings: without(before.readings, (m.data as DataOf<typeof pathway.readingWithdrawn>).result),
  }),
  'pathway.test-fulfilled.v1': (before, m) => {
    const { test, result, on } = m.data as DataOf<typeof pathway.testFulfilled>;
    return { ...before, done: { ...before.done, [test]: { result, on } } };
  },
  'pathway.test-reopened.v1': (before, m) => ({
    ...before,
    done: without(before.done, (m.data as DataOf<typeof pathway.testReopened>).test),
  }),
  'pathway.test-added.v1': (before, m) => ({ ...before, tests: [...before.tests, (m.data as DataOf<typeof pathway.testAdded>).test] }),
};
const reviews: Readonly<Record<string, Fold>> = {
  'pathway.review-opened.v1': (before, m) => {
    const { followUp: _, patient: __, team: ___, ...opened } = m.data as DataOf<typeof pathway.reviewOpened>;
    return { ...before, reviews: { ...before.reviews, [opened.review]: { ...opened, openedAt: m.time, openedSeq: m.published } } };
  },
  'pathway.review-withdrawn.v1': (before, m) => ({
    ...before,
    reviews: without(before.reviews, (m.data as DataOf<typeof pathway.reviewWithdrawn>).review),
  }),
  'pathway.result-reviewed.v1': (before, m) => {
    const { review, result, decision, reason, reviewer, nextOn } = m.data as DataOf<typeof pathway.resultReviewed>;
    const open = before.reviews[review];
    const decided: DecisionCopy = {
      review,
      result,
      about: open?.about ?? 'result',
      sentence: open?.sentence ?? '',
      decision,
      reason,
      person: reviewer.person,
      role: reviewer.role,
      at: m.time,
      seq: m.published,
      nextOn,
    };
    return { ...before, reviews: without(before.reviews, review), decisions: [...before.decisions, decided] };
  },
  'pathway.recall-requested.v1': (before, m) => {
    const { recall, by, reason } = m.data as DataOf<typeof pathway.recallRequested>;
    return { ...before, recalls: { ...before.recalls, [recall]: { recall, on: by, booked: false, reason } } };
  },
  'pathway.recall-booked.v1': (before, m) => {
    const { recall, on, note } = m.data as DataOf<typeof pathway.recallBooked>;
    return { ...before, recalls: { ...before.recalls, [recall]: { recall, on, booked: true, reason: note } } };
  },
  'pathway.recall-settled.v1': (before, m) => ({
    ...before,
    recalls: without(before.recalls, (m.data as DataOf<typeof pathway.recallSettled>).recall),
  }),
};
const folds: Readonly<Record<string, Fold>> = { ...courses, ...endings, ...readings, ...reviews };

export const followUps: Copy<FollowUpCopy> = {
  name: 'follow_ups',
  of: 'pathway.follow-up',
  indexes: ['patient', 'team', 'phase'],
  initial,
  evolve: (before, message: Message) => folds[message.type]?.(before, message) ?? withMissedTest(before, message),
};
