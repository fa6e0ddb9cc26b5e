import type { DataOf, pathway, ScheduledTest } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { addDays, londonDateOf, parseInstant } from '@rms/nhs';
import { resultIn, type Account, type TestAccount } from './account.js';

/** Takes one published fact of a follow-up into its account. */
export type Entry = (account: Account, message: Message) => void;

/** The day in England on which a fact was recorded. */
export const dayOf = (time: string): string => {
  const instant = parseInstant(time);
  return instant === undefined ? '' : londonDateOf(instant);
};
const daysAfter = (time: string, days: number): string => {
  const instant = parseInstant(time);
  return instant === undefined ? '' : addDays(londonDateOf(instant), days);
};

// Many thousands of tests share a few hundred dates and names.
const shared = new Map<string, string>();
const mostShared = 20_000;
const once = (text: string): string => {
  const known = shared.get(text);
  if (known !== undefined) return known;
  if (shared.size < mostShared) shared.set(text, text);
  return text;
};

const testOf = ({ test, kind, name, opensOn, dueOn, overdueAfter, required }: ScheduledTest): TestAccount => ({
  test,
  kind: once(kind),
  name: once(name),
  opensOn: once(opensOn),
  dueOn: once(dueOn),
  overdueAfter: once(overdueAfter),
  required,
  waived: false,
  doneBy: undefined,
  chase: undefined,
});

const withTest =
  (change: (test: TestAccount, message: Message) => void): Entry =>
  (account, message) => {
    const { test } = message.data as { readonly test: string };
    const known = account.tests.find((one) => one.test === test);
    if (known !== undefined) change(known, message);
  };

const started: Entry = (account, message) => {
  const { patient, tests, closesOn } = message.data as DataOf<typeof pathway.followUpStarted>;
  account.patient = patient;
  account.closesOn = closesOn;
  account.tests.push(...tests.map(testOf));
};

const resumed: Entry = (account, message) => {
  account.ended = undefined;
  account.resumedOn = dayOf(message.time);
  // What was promised before is promised from now on.
  for (const result of account.results) if (result.promisedAt !== undefined) result.promisedAt = message.time;
};

const interpreted: Entry = (account, message) => {
  const { result, reading, letterBy } = message.data as DataOf<typeof pathway.resultInterpreted>;
  const known = resultIn(account, result);
  known.reading = once(reading);
  known.promisedAt = letterBy === undefined ? undefined : message.time;
};

const readingWithdrawn: Entry = (account, message) => {
  const known = resultIn(account, (message.data as DataOf<typeof pathway.readingWithdrawn>).result);
  known.reading = undefined;
  known.promisedAt = undefined;
};

const reviewOpened: Entry = (account, message) => {
  const { review, about, result, reading } = message.data as DataOf<typeof pathway.reviewOpened>;
  account.reviews.push({ review, about, result, reading, openedAt: message.time });
  // From here on it is the review that holds him, and not the date of his end.
  if (about === 'schedule-complete') account.closesOn = undefined;
};

const closesReview = (account: Account, review: string): void => {
  account.reviews = account.reviews.filter((one) => one.review !== review);
};

const reviewed: Entry = (account, message) => {
  const { review, result } = message.data as DataOf<typeof pathway.resultReviewed>;
  if (result !== undefined) resultIn(account, result).decided = { reading: account.reviews.find((one) => one.review === review)?.reading };
  closesReview(account, review);
};

// The first step follows within days: of a test that was missed, and of an appointment that came to nothing.
const nextStepWithinDays = 7;

const missed = withTest((test, message) => {
  test.chase = { until: daysAfter(message.time, nextStepWithinDays) };
});
const stepTaken = withTest((test, message) => {
  const { step, by } = message.data as DataOf<typeof pathway.missedTestStepTaken>;
  test.chase = { until: step === 'clinician' ? undefined : by };
});

// A date was agreed, or he was reached: the call is done, and the next step follows all the same if nothing comes of it.
const chaseGoesOn: readonly string[] = ['booked', 'reached'];
const settled = withTest((test, message) => {
  const { outcome } = message.data as DataOf<typeof pathway.missedTestSettled>;
  if (!chaseGoesOn.includes(outcome)) test.chase = undefined;
});

/** An appointment is for whichever test of its kind is not done yet. */
const ofAppointment =
  (until: (message: Message) => string): Entry =>
  (account, message) => {
    const { kind } = message.data as { readonly kind: string };
    for (const test of account.tests) if (test.kind === kind && test.doneBy === undefined) test.chase = { until: until(message) };
  };
const booked = ofAppointment(({ data }) => (data as DataOf<typeof pathway.testBooked>).waitUntil);
const cameToNothing = ofAppointment(({ time }) => daysAfter(time, nextStepWithinDays));

const endsAs =
  (because: string): Entry =>
  (account) => {
    account.ended = because;
  };

/** What each published fact of a follow-up says about who is held. */
export const entries: Readonly<Record<string, Entry>> = {
  'pathway.follow-up-started.v1': started,
  'pathway.start-undone.v1': endsAs('start-undone'),
  'pathway.follow-up-ended.v1': (account, message) => {
    account.ended = (message.data as { readonly because: string }).because;
  },
  'pathway.follow-up-resumed.v1': resumed,
  'pathway.follow-up-reassigned.v1': (account, message) => {
    account.patient = (message.data as DataOf<typeof pathway.followUpReassigned>).patient;
  },
  'pathway.result-interpreted.v1': interpreted,
  'pathway.reading-withdrawn.v1': readingWithdrawn,
  'pathway.test-added.v1': (account, message) => {
    account.tests.push(testOf((message.data as DataOf<typeof pathway.testAdded>).test));
  },
  'pathway.test-fulfilled.v1': withTest((test, message) => {
    test.doneBy = (message.data as DataOf<typeof pathway.testFulfilled>).result;
    test.chase = undefined;
  }),
  'pathway.test-reopened.v1': withTest((test, message) => {
    test.doneBy = undefined;
    const [reopenedOn, overdueAfter] = [dayOf(message.time), test.overdueAfter];
    test.overdueAfter = reopenedOn > overdueAfter ? reopenedOn : overdueAfter;
  }),
  'pathway.review-opened.v1': reviewOpened,
  'pathway.review-withdrawn.v1': (account, message) => {
    closesReview(account, (message.data as { readonly review: string }).review);
  },
  'pathway.result-reviewed.v1': reviewed,
  'pathway.recall-requested.v1': (account, message) => {
    account.recalls.push({ recall: (message.data as DataOf<typeof pathway.recallRequested>).recall, requestedAt: message.time });
  },
  'pathway.recall-settled.v1': (account, message) => {
    const { recall } = message.data as DataOf<typeof pathway.recallSettled>;
    account.recalls = account.recalls.filter((one) => one.recall !== recall);
  },
  'pathway.test-waived.v1': withTest((test) => {
    test.waived = true;
    test.chase = undefined;
  }),
  'pathway.test-booked.v1': booked,
  'pathway.test-booking-cancelled.v1': cameToNothing,
  'pathway.test-not-attended.v1': cameToNothing,
  'pathway.test-missed.v1': missed,
  'pathway.missed-test-step-taken.v1': stepTaken,
  'pathway.missed-test-settled.v1': settled,
  'pathway.follow-up-suspended.v1': (account, message) => {
    account.suspendedUntil = (message.data as { readonly reviewOn: string }).reviewOn;
  },
  'pathway.suspension-ended.v1': (account, message) => {
    account.suspendedUntil = undefined;
    account.resumedOn = dayOf(message.time);
  },
};

/**
 * Facts of follow-ups that change nothing about who is held: the clinic's date is the task's and not the ledger's, and what follows
 * a call is told by a fact of its own.
 */
export const tellsNothing: ReadonlySet<string> = new Set(['pathway.recall-booked.v1', 'pathway.missed-test-call-recorded.v1']);

// Of a fact that was erased only its name is left. An ending is one whoever it was about.
const endings = new Set(['FollowUpEnded', 'StartUndone']);

/** A fact of which nothing is left but what it was. */
export const erased: Entry = (account, message) => {
  const { was } = message.data as { readonly was: string };
  if (endings.has(was)) account.ended = 'erased';
  else if (was === 'FollowUpResumed') account.ended = undefined;
  account.isErased = true;
};
