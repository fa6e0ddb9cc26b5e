import { asksAClinician, type alerting, type DataOf, type letters, type pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { openAccount, type Account, type LetterAccount, type TaskAccount } from './account.js';

type Entry = (account: Account, message: Message) => void;

const interpreted: Entry = (account, message) => {
  const { result, reading, letterBy } = message.data as DataOf<typeof pathway.resultInterpreted>;
  if (letterBy === undefined) account.promised.delete(result);
  else account.promised.set(result, { by: letterBy, at: message.time });
  if (asksAClinician(reading)) account.asked.add(result);
  else account.asked.delete(result);
};

const reviewOpened: Entry = (account, message) => {
  const { review, about, result } = message.data as DataOf<typeof pathway.reviewOpened>;
  account.reviews.set(review, message.time);
  // From here on it is the review that holds him, and not the date of his end.
  if (about === 'schedule-complete') account.closesOn = undefined;
  if (result !== undefined) account.lookedAt.add(result);
};

const entries: Readonly<Record<string, Entry>> = {
  'pathway.follow-up-started.v1': (account, message) => {
    const { patient, tests, closesOn } = message.data as DataOf<typeof pathway.followUpStarted>;
    account.patient = patient;
    account.closesOn = closesOn;
    account.tests.push(...tests);
  },
  'pathway.start-undone.v1': (account) => {
    account.ended = 'start-undone';
  },
  'pathway.follow-up-ended.v1': (account, message) => {
    account.ended = (message.data as { readonly because: string }).because;
  },
  'pathway.follow-up-resumed.v1': (account) => {
    account.ended = undefined;
  },
  'pathway.follow-up-reassigned.v1': (account, message) => {
    account.patient = (message.data as DataOf<typeof pathway.followUpReassigned>).patient;
  },
  'pathway.result-interpreted.v1': interpreted,
  'pathway.reading-withdrawn.v1': (account, message) => {
    const { result } = message.data as DataOf<typeof pathway.readingWithdrawn>;
    account.promised.delete(result);
    account.asked.delete(result);
  },
  'pathway.test-added.v1': (account, message) => {
    account.tests.push((message.data as DataOf<typeof pathway.testAdded>).test);
  },
  'pathway.test-fulfilled.v1': (account, message) => {
    const { test, result } = message.data as DataOf<typeof pathway.testFulfilled>;
    account.done.set(test, result);
    account.ladders.delete(test);
  },
  'pathway.test-reopened.v1': (account, message) => {
    account.done.delete((message.data as DataOf<typeof pathway.testReopened>).test);
  },
  'pathway.review-opened.v1': reviewOpened,
  'pathway.review-withdrawn.v1': (account, message) => {
    account.reviews.delete((message.data as { readonly review: string }).review);
  },
  'pathway.result-reviewed.v1': (account, message) => {
    account.reviews.delete((message.data as { readonly review: string }).review);
  },
  'pathway.recall-requested.v1': (account, message) => {
    const { recall, by } = message.data as DataOf<typeof pathway.recallRequested>;
    account.recalls.set(recall, by);
  },
  'pathway.recall-booked.v1': (account, message) => {
    const { recall, on } = message.data as DataOf<typeof pathway.recallBooked>;
    account.recalls.set(recall, on);
  },
  'pathway.recall-settled.v1': (account, message) => {
    account.recalls.delete((message.data as DataOf<typeof pathway.recallSettled>).recall);
  },
  'pathway.test-missed.v1': (account, message) => {
    account.ladders.set((message.data as { readonly test: string }).test, '');
  },
  'pathway.missed-test-step-taken.v1': (account, message) => {
    const { test, by } = message.data as { readonly test: string; readonly by?: string };
    account.ladders.set(test, by ?? '');
  },
  'pathway.missed-test-settled.v1': (account, message) => {
    const { test, outcome } = message.data as DataOf<typeof pathway.missedTestSettled>;
    // A date was agreed, or he was reached: the call is done, and the next step still follows if nothing comes of it.
    if (outcome !== 'booked' && outcome !== 'reached') account.ladders.delete(test);
  },
  'pathway.test-waived.v1': (account, message) => {
    account.waived.add((message.data as DataOf<typeof pathway.testWaived>).test);
  },
  'pathway.follow-up-suspended.v1': (account, message) => {
    account.suspendedUntil = (message.data as { readonly reviewOn: string }).reviewOn;
  },
  'pathway.suspension-ended.v1': (account) => {
    account.suspendedUntil = undefined;
  },
};

const settledLetters = new Set([
  'letters.letter-cancelled.v1',
  'letters.letter-handed-over.v1',
  'letters.letter-dispatched.v1',
  'letters.letter-delivered.v1',
]);

/**
 * Follow-ups, tasks and letters as the published facts tell of them, from the first fact on. Facts of one stream come in their
 * order; the order across streams does not matter. A duplicate must not be given.
 */
export class Ledger {
  readonly accounts = new Map<string, Account>();
  readonly tasks = new Map<string, TaskAccount>();
  readonly letters = new Map<string, LetterAccount>();

  /** A stream with a fact that today's code cannot read: nobody can say whether whoever it is about is held. */
  cannotRead(stream: string, why: string): void {
    if (stream.startsWith('pathway.follow-up-')) this.#accountOf(stream.slice(-36)).unreadable = why;
  }

  take(message: Message): void {
    const stream = message.subject.slice(0, -37);
    if (stream === 'pathway.follow-up') this.#takeFollowUp(message);
    else if (stream === 'alerting.task') this.#takeTask(message);
    else if (stream === 'letters.letter') this.#takeLetter(message);
  }

  #takeFollowUp(message: Message): void {
    const account = this.#accountOf(message.subject.slice(-36));
    account.trusts.add(message.trust);
    entries[message.type]?.(account, message);
  }

  #accountOf(id: string): Account {
    const account = this.accounts.get(id) ?? openAccount(id);
    this.accounts.set(id, account);
    return account;
  }

  #takeTask(message: Message): void {
    const id = message.subject.slice(-36);
    if (message.type === 'alerting.task-opened.v1') {
      const { kind, followUp, about } = message.data as DataOf<typeof alerting.taskOpened>;
      this.tasks.set(id, { trust: message.trust, kind, followUp: followUp ?? '', about, open: true });
    }
    const known = this.tasks.get(id);
    if (known !== undefined && message.type === 'alerting.task-closed.v1') known.open = false;
  }

  #takeLetter(message: Message): void {
    const id = message.subject.slice(-36);
    if (message.type === 'letters.letter-owed.v1') {
      const { followUp, result, by } = message.data as DataOf<typeof letters.letterOwed>;
      this.letters.set(id, { followUp, result: result ?? '', by, open: true, needsSomebody: false });
    }
    const known = this.letters.get(id);
    if (known === undefined) return;
    if (settledLetters.has(message.type)) known.open = false;
    if (message.type === 'letters.letter-needs-somebody.v1') known.needsSomebody = true;
    if (message.type === 'letters.letter-attended-to.v1') known.needsSomebody = false;
  }
}
