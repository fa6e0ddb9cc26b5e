import { overtaken } from '@rms/protocols';
import type { Account, LetterAccount, TaskAccount } from './account.js';
import type { Ledger } from './ledger.js';

/** Somebody who is held by nothing, or of whom the facts contradict one another, and each reason in words. */
export interface LostPatient {
  readonly followUp: string;
  /** Absent where not even that can be read. */
  readonly patient?: string;
  readonly why: string;
}

/** The sum of one trust on one day. `everEnrolled` = `left` + `inFollowUp`; `inFollowUp` = `withOwnedTask` + `withNextAction` + exceptions. */
export interface Reconciliation {
  readonly trust: string;
  readonly everEnrolled: number;
  readonly left: number;
  readonly leftBecause: Readonly<Record<string, number>>;
  readonly inFollowUp: number;
  readonly withOwnedTask: number;
  readonly withNextAction: number;
  readonly exceptions: readonly LostPatient[];
}

/** The moment of a reckoning. What falls due on a date has until the end of the next day to be noticed. */
export interface Moment {
  /** The day before, in England. */
  readonly yesterday: string;
  /** Reactions to facts recorded after this may still be on their way. */
  readonly settledBefore: string;
}

interface Holdings {
  readonly tasks: readonly TaskAccount[];
  readonly letters: readonly LetterAccount[];
}
const nothing: Holdings = { tasks: [], letters: [] };

const openTests = (account: Account) => {
  const missed = overtaken(account.tests, account.done);
  return account.tests.filter(
    ({ test, required }) => required && !account.done.has(test) && !account.waived.has(test) && !missed.has(test),
  );
};

/** Is a test, a clinic or the review of a suspension still to come? */
const isBusy = (account: Account): boolean =>
  openTests(account).length > 0 || account.recalls.size > 0 || account.suspendedUntil !== undefined;
const hasNextAction = (account: Account): boolean => isBusy(account) || account.closesOn !== undefined;

type Check = (account: Account, held: Holdings, at: Moment) => readonly string[];

const everyFactIsRead: Check = ({ unreadable }) => (unreadable === undefined ? [] : [`its history cannot be read: ${unreadable}`]);

// INV-22
const oneTrust: Check = ({ trusts }) =>
  trusts.size === 1 ? [] : [`more than one trust is responsible: ${[...trusts].sort().join(' and ')}`];

// INV-14
const somethingHolds: Check = (account, { tasks }) =>
  hasNextAction(account) || account.reviews.size > 0 || tasks.length > 0 ? [] : ['no next date, no open task and no recorded ending'];

// INV-05, from both sides: a review needs a task, and a result that asks for somebody needs a review or a decision.
const reviewsHaveTasks: Check = (account, { tasks }, { settledBefore }) => {
  const about = new Set(tasks.map((task) => task.about));
  return [...account.reviews].flatMap(([review, openedAt]) =>
    about.has(review) || openedAt >= settledBefore ? [] : [`a clinician must look since ${openedAt.slice(0, 10)} and nobody has the task`],
  );
};
const resultsAreLookedAt: Check = ({ asked, lookedAt }) =>
  [...asked].some((result) => !lookedAt.has(result)) ? ['a result asks for a clinician and none was asked'] : [];

// INV-15
const overdueIsChased: Check = (account, _, { yesterday }) => {
  if (account.suspendedUntil !== undefined) return [];
  // One sample does for all of a kind: whoever is chased for one of them is chased for the others.
  const chased = new Set(account.tests.filter(({ test }) => account.ladders.has(test)).map(({ kind }) => kind));
  return openTests(account)
    .filter(({ kind, overdueAfter }) => overdueAfter < yesterday && !chased.has(kind))
    .map(({ name, dueOn }) => `${name} of ${dueOn} is overdue and nobody was told`);
};

const suspensionsEnd: Check = ({ suspendedUntil, reviews }, { tasks }, { yesterday }) =>
  suspendedUntil !== undefined && suspendedUntil < yesterday && reviews.size === 0 && tasks.length === 0
    ? [`suspended until ${suspendedUntil} and not reviewed since`]
    : [];

// While something else is still to be done, how it ends waits for that.
const endsAreDecided: Check = (account, _, { yesterday }) => {
  const { closesOn } = account;
  return closesOn !== undefined && closesOn < yesterday && !isBusy(account)
    ? [`how follow-up ends was to be decided on ${closesOn} and nobody was asked`]
    : [];
};

// INV-18
const promisesAreKept: Check = ({ promised }, { letters }, { yesterday, settledBefore }) => {
  const written = new Set(letters.map((letter) => letter.result));
  const unwritten = [...promised].filter(([result, { at }]) => at < settledBefore && !written.has(result));
  const late = letters.filter((letter) => letter.open && !letter.needsSomebody && letter.by < yesterday);
  return [
    ...(unwritten.length === 0 ? [] : ['a letter was promised and is nobody’s']),
    ...late.map(({ by }) => `a letter was owed by ${by} and nobody was told that it is late`),
  ];
};

const checks: readonly Check[] = [
  everyFactIsRead,
  oneTrust,
  somethingHolds,
  reviewsHaveTasks,
  resultsAreLookedAt,
  overdueIsChased,
  suspensionsEnd,
  endsAreDecided,
  promisesAreKept,
];
// What is owed to somebody who has left is still checked; what holds him is not.
const checksOfTheLeft: readonly Check[] = [everyFactIsRead, oneTrust];

const whyLost = (account: Account, held: Holdings, at: Moment): string =>
  (account.ended === undefined ? checks : checksOfTheLeft)
    .flatMap((check) => check(account, held, at))
    .map((sentence) => `${sentence}.`)
    .join(' ');

class Sum {
  everEnrolled = 0;
  withOwnedTask = 0;
  withNextAction = 0;
  readonly leftBecause = new Map<string, number>();
  readonly exceptions: LostPatient[] = [];

  add(account: Account, held: Holdings, at: Moment): void {
    this.everEnrolled += 1;
    const why = whyLost(account, held, at);
    if (account.ended !== undefined && why === '') this.leftBecause.set(account.ended, (this.leftBecause.get(account.ended) ?? 0) + 1);
    else if (why !== '')
      this.exceptions.push({ followUp: account.followUp, ...(account.patient === '' ? {} : { patient: account.patient }), why });
    else if (held.tasks.length > 0 || account.reviews.size > 0) this.withOwnedTask += 1;
    else this.withNextAction += 1;
  }

  of(trust: string): Reconciliation {
    const left = [...this.leftBecause.values()].reduce((sum, n) => sum + n, 0);
    return {
      trust,
      everEnrolled: this.everEnrolled,
      left,
      leftBecause: Object.fromEntries([...this.leftBecause].sort()),
      inFollowUp: this.everEnrolled - left,
      withOwnedTask: this.withOwnedTask,
      withNextAction: this.withNextAction,
      exceptions: this.exceptions.sort((a, b) => (a.followUp < b.followUp ? -1 : 1)),
    };
  }
}

const holdingsOf = (ledger: Ledger): ReadonlyMap<string, { tasks: TaskAccount[]; letters: LetterAccount[] }> => {
  const held = new Map<string, { tasks: TaskAccount[]; letters: LetterAccount[] }>();
  const of = (followUp: string) => {
    const known = held.get(followUp) ?? { tasks: [], letters: [] };
    held.set(followUp, known);
    return known;
  };
  // The task that says that somebody is lost does not hold him.
  for (const task of ledger.tasks.values()) if (task.open && task.kind !== 'exception') of(task.followUp).tasks.push(task);
  for (const letter of ledger.letters.values()) of(letter.followUp).letters.push(letter);
  return held;
};

/**
 * Holds every follow-up against the promise that nobody is lost: a next action with a date, an open task with an owner, or a
 * recorded ending; and against what was promised besides. One sum for each trust that ever followed somebody up, by code.
 * A follow-up with several reasons is one exception, under the first trust that ever had it.
 */
export const reconcile = (ledger: Ledger, at: Moment): readonly Reconciliation[] => {
  const held = holdingsOf(ledger);
  const sums = new Map<string, Sum>();
  for (const account of ledger.accounts.values()) {
    const [trust = ''] = account.trusts;
    const sum = sums.get(trust) ?? new Sum();
    sums.set(trust, sum);
    sum.add(account, held.get(account.followUp) ?? nothing, at);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([trust, sum]) => sum.of(trust));
};
