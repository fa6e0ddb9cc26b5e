import type { Account, LetterAccount, TaskAccount } from './account.js';
import { isInSomebodysHands, whyLost, type Holdings, type Moment } from './checks.js';
import type { Ledger } from './ledger.js';

export type { Moment } from './checks.js';

/** Somebody who is held by nothing, or of whom the facts contradict one another, and each reason in words. */
export interface LostPatient {
  readonly followUp: string;
  /** Absent where not even that can be read. */
  readonly patient?: string;
  readonly why: string;
}

/**
 * The sum of one trust on one day. `everEnrolled` = `left` + `inFollowUp`; `inFollowUp` = `withOwnedTask` + `withNextAction` +
 * exceptions. Whoever left and is owed something still is an exception, and counted under it.
 */
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

const nothing: Holdings = { tasks: [], letters: [] };
const mostOfAReason = 2000;

class Sum {
  everEnrolled = 0;
  withOwnedTask = 0;
  withNextAction = 0;
  readonly leftBecause = new Map<string, number>();
  readonly exceptions: LostPatient[] = [];

  add(account: Account, held: Holdings, at: Moment): void {
    this.everEnrolled += 1;
    const why = whyLost(account, held, at);
    const { followUp, patient, ended } = account;
    if (why !== '') this.exceptions.push({ followUp, ...(patient === '' ? {} : { patient }), why: why.slice(0, mostOfAReason) });
    else if (ended !== undefined) this.leftBecause.set(ended, (this.leftBecause.get(ended) ?? 0) + 1);
    else if (isInSomebodysHands(account, held)) this.withOwnedTask += 1;
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

interface Held {
  readonly tasks: TaskAccount[];
  readonly letters: LetterAccount[];
}

/** Whose a task is; none where it lies with a trust that cannot see to him. */
const followUpOf = (ledger: Ledger, { trust, followUp, about }: TaskAccount): string | undefined => {
  const whose = followUp === '' ? (ledger.letters.get(about)?.followUp ?? '') : followUp;
  return ledger.accounts.get(whose)?.trusts.includes(trust) === true ? whose : undefined;
};

const holdingsOf = (ledger: Ledger): ReadonlyMap<string, Holdings> => {
  const held = new Map<string, Held>();
  const of = (followUp: string): Held => {
    const known = held.get(followUp) ?? { tasks: [], letters: [] };
    held.set(followUp, known);
    return known;
  };
  // The task that says that somebody is lost does not hold him.
  for (const task of ledger.tasks.values()) {
    const whose = task.open && task.kind !== 'exception' ? followUpOf(ledger, task) : undefined;
    if (whose !== undefined) of(whose).tasks.push(task);
  }
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
