import type { Message } from '@rms/messaging/pure';
import { addDays, londonDateOf, parseInstant, present } from '@rms/nhs';
import { isMadeFor } from '@rms/protocols';
import { resultIn, type Account, type TestAccount } from './account.js';
import { contentOf, dateIn, flagIn, maybe, textIn, wordIn } from './content.js';

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

const testIn = (value: unknown): TestAccount => {
  const { test, kind, name, opensOn, dueOn, overdueAfter, required } = contentOf({ data: value });
  return {
    test: textIn(test, 'test'),
    kind: wordIn(kind, 'kind'),
    name: wordIn(name, 'name'),
    opensOn: dateIn(opensOn, 'opensOn'),
    dueOn: dateIn(dueOn, 'dueOn'),
    overdueAfter: dateIn(overdueAfter, 'overdueAfter'),
    required: flagIn(required, 'required'),
    waived: false,
    doneBy: undefined,
    chase: undefined,
  };
};

const withTest =
  (change: (test: TestAccount, message: Message) => void): Entry =>
  (account, message) => {
    const test = textIn(contentOf(message)['test'], 'test');
    const known = account.tests.find((one) => one.test === test);
    if (known === undefined) throw new Error(`test ${test} is not planned`);
    change(known, message);
  };

const started: Entry = (account, message) => {
  const { patient, tests, closesOn } = contentOf(message);
  if (!Array.isArray(tests)) throw new Error('tests is no list');
  account.patient = textIn(patient, 'patient');
  account.closesOn = maybe(closesOn, 'closesOn', dateIn);
  for (const test of tests) account.tests.push(testIn(test));
};

const resumed: Entry = (account, message) => {
  account.ended = undefined;
  account.resumedOn = dayOf(message.time);
  // What was promised before is promised from now on.
  for (const result of account.results) if (result.promisedAt !== undefined) result.promisedAt = message.time;
};

const interpreted: Entry = (account, message) => {
  const { result, reading, letterBy } = contentOf(message);
  const known = resultIn(account, textIn(result, 'result'));
  known.reading = wordIn(reading, 'reading');
  known.promisedAt = maybe(letterBy, 'letterBy', dateIn) === undefined ? undefined : message.time;
};

const readingWithdrawn: Entry = (account, message) => {
  const known = resultIn(account, textIn(contentOf(message)['result'], 'result'));
  known.reading = undefined;
  known.promisedAt = undefined;
};

const reviewOpened: Entry = (account, message) => {
  const { review, about, result, reading } = contentOf(message);
  account.reviews.push({
    review: textIn(review, 'review'),
    about: wordIn(about, 'about'),
    result: maybe(result, 'result', textIn),
    reading: maybe(reading, 'reading', wordIn),
    openedAt: message.time,
  });
  // From here on it is the review that holds him, and not the date of his end.
  if (about === 'schedule-complete') account.closesOn = undefined;
};

const closesReview: Entry = (account, message) => {
  const review = textIn(contentOf(message)['review'], 'review');
  account.reviews = account.reviews.filter((one) => one.review !== review);
};

const reviewed: Entry = (account, message) => {
  const { review } = contentOf(message);
  const result = maybe(contentOf(message)['result'], 'result', textIn);
  if (result !== undefined) resultIn(account, result).decided = { reading: account.reviews.find((one) => one.review === review)?.reading };
  closesReview(account, message);
};

// The first step follows within days: of a test that was missed, and of an appointment that came to nothing.
const nextStepWithinDays = 7;

const missed = withTest((test, message) => {
  test.chase = { until: daysAfter(message.time, nextStepWithinDays) };
});
const stepTaken = withTest((test, message) => {
  const { step, by } = contentOf(message);
  const next = dateIn(by, 'by');
  test.chase = { until: step === 'clinician' ? undefined : next };
});

// A date was agreed, or he was reached: the call is done, and the next step follows all the same if nothing comes of it.
const chaseGoesOn: readonly unknown[] = ['booked', 'reached'];
const settled = withTest((test, message) => {
  if (!chaseGoesOn.includes(contentOf(message)['outcome'])) test.chase = undefined;
});

/** An appointment is for whichever test of its kind is not done yet and can wait for it. */
const ofAppointment =
  (until: (message: Message) => string): Entry =>
  (account, message) => {
    const content = contentOf(message);
    const heardOn = maybe(content['heardOn'], 'heardOn', dateIn);
    const appointment = { kind: wordIn(content['kind'], 'kind'), on: dateIn(content['on'], 'on'), ...present({ heardOn }) };
    for (const test of account.tests) if (test.doneBy === undefined && isMadeFor(test, appointment)) test.chase = { until: until(message) };
  };
const booked = ofAppointment((message) => dateIn(contentOf(message)['waitUntil'], 'waitUntil'));
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
    account.ended = wordIn(contentOf(message)['because'], 'because');
  },
  'pathway.follow-up-resumed.v1': resumed,
  'pathway.follow-up-reassigned.v1': (account, message) => {
    account.patient = textIn(contentOf(message)['patient'], 'patient');
  },
  'pathway.result-interpreted.v1': interpreted,
  'pathway.reading-withdrawn.v1': readingWithdrawn,
  'pathway.test-added.v1': (account, message) => {
    account.tests.push(testIn(contentOf(message)['test']));
  },
  'pathway.test-fulfilled.v1': withTest((test, message) => {
    test.doneBy = textIn(contentOf(message)['result'], 'result');
    test.chase = undefined;
  }),
  'pathway.test-reopened.v1': withTest((test, message) => {
    test.doneBy = undefined;
    const reopenedOn = dayOf(message.time);
    if (reopenedOn > test.overdueAfter) test.overdueAfter = reopenedOn;
  }),
  'pathway.review-opened.v1': reviewOpened,
  'pathway.review-withdrawn.v1': closesReview,
  'pathway.result-reviewed.v1': reviewed,
  'pathway.recall-requested.v1': (account, message) => {
    account.recalls.push({ recall: textIn(contentOf(message)['recall'], 'recall'), requestedAt: message.time });
  },
  'pathway.recall-settled.v1': (account, message) => {
    const recall = textIn(contentOf(message)['recall'], 'recall');
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
    account.suspendedUntil = dateIn(contentOf(message)['reviewOn'], 'reviewOn');
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
  const was = textIn(contentOf(message)['was'], 'was');
  if (endings.has(was)) account.ended = 'erased';
  else if (was === 'FollowUpResumed') account.ended = undefined;
  account.isErased = true;
};
