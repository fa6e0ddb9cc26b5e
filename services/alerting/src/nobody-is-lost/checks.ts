import { asksAClinician, isKnownReading } from '@rms/contracts';
import { showDateText } from '@rms/nhs';
import { overtaken } from '@rms/protocols';
import type { Account, LetterAccount, ResultAccount, TaskAccount, TestAccount } from './account.js';
import { dayOf } from './entries.js';

/** The moment of a reckoning. What falls due on a date has until the end of the next day to be noticed. */
export interface Moment {
  /** The day before, in England. */
  readonly yesterday: string;
  /** Reactions to facts recorded after this may still be on their way. */
  readonly settledBefore: string;
}

/** What besides its own facts stands for a follow-up: the open tasks of its own trust, and its letters. */
export interface Holdings {
  readonly tasks: readonly TaskAccount[];
  readonly letters: readonly LetterAccount[];
}

/** One way in which somebody can be lost: the reasons in words, none where he is not. */
type Check = (account: Account, held: Holdings, at: Moment) => readonly string[];

const none: readonly string[] = [];
const since = (time: string): string => showDateText(dayOf(time));

/** Required tests that are not done, and not made needless by a later one. */
const openTests = ({ tests }: Account): readonly TestAccount[] => {
  const open = tests.filter(({ required, waived, doneBy }) => required && !waived && doneBy === undefined);
  if (open.length === 0) return open;
  const done = new Map(tests.flatMap(({ test, doneBy }) => (doneBy === undefined ? [] : [[test, doneBy] as const])));
  if (done.size === 0) return open;
  const missed = overtaken(tests, done);
  return open.filter(({ test }) => !missed.has(test));
};

const hasNextAction = (account: Account): boolean =>
  openTests(account).length > 0 || account.recalls.length > 0 || account.suspendedUntil !== undefined || account.closesOn !== undefined;

const everyFactIsRead: Check = ({ unreadable, isErased, ended }) => {
  if (unreadable !== undefined) return [`Its history cannot be read: ${unreadable}`];
  return isErased && ended === undefined ? ['A fact of its history was erased and no ending is recorded'] : none;
};

// INV-22
const oneTrust: Check = ({ trusts }) =>
  trusts.length === 1 ? none : [`More than one trust is responsible: ${[...trusts].sort().join(' and ')}`];

// Whoever sees to a letter or rings back does just that: afterwards nothing would follow for the patient.
const holding = ['review', 'recall', 'telephone'];
const isHeldByOne = (tasks: readonly TaskAccount[]): boolean => tasks.some(({ kind }) => holding.includes(kind));

// INV-14
const somethingHolds: Check = (account, { tasks }) =>
  hasNextAction(account) || account.reviews.length > 0 || isHeldByOne(tasks) ? none : ['No next date, no open task and no recorded ending'];

// INV-05: what waits for a person has somebody who has the task.
const hasATask = (tasks: readonly TaskAccount[], about: string): boolean => tasks.some((task) => task.about === about);
const whatWaitsIsSomebodys: Check = ({ reviews, recalls }, { tasks }, { settledBefore }) => [
  ...reviews
    .filter(({ review, openedAt }) => openedAt < settledBefore && !hasATask(tasks, review))
    .map(({ openedAt }) => `A clinician must look since ${since(openedAt)} and nobody has the task`),
  ...recalls
    .filter(({ recall, requestedAt }) => requestedAt < settledBefore && !hasATask(tasks, recall))
    .map(({ requestedAt }) => `A clinic is to be kept since ${since(requestedAt)} and nobody has the task`),
];

// A reading that was thought of later asks for somebody.
const asksNobody = (reading: string): boolean => isKnownReading(reading) && !asksAClinician(reading);
const isLookedAt = ({ result, reading, decided }: ResultAccount, { reviews }: Account): boolean =>
  reading === undefined || asksNobody(reading) || decided?.reading === reading || reviews.some((review) => review.result === result);

// INV-05 from the other side: a result that asks for somebody has a review, or a decision on what it says now.
const resultsAreLookedAt: Check = (account) =>
  account.results.every((result) => isLookedAt(result, account)) ? none : ['A result asks for a clinician and none was asked'];

// One sample does for all of a kind: whoever is chased for one that was missed is chased for the others. A date for one that is still to
// come, such as next year's, is nothing for them.
const isChased = ({ tests }: Account, of: TestAccount, yesterday: string): boolean =>
  tests.some(
    ({ test, kind, overdueAfter, chase }) =>
      kind === of.kind && (test === of.test || overdueAfter < yesterday) && chase !== undefined && (chase.until ?? yesterday) >= yesterday,
  );

const whyNotChased = ({ name, dueOn, chase }: TestAccount): string =>
  chase?.until === undefined
    ? `${name} of ${showDateText(dueOn)} is overdue and nobody was told`
    : `${name} of ${showDateText(dueOn)} is overdue, and what was to follow by ${showDateText(chase.until)} did not`;

// INV-15
const overdueIsChased: Check = (account, _, { yesterday }) => {
  if (account.suspendedUntil !== undefined || account.resumedOn >= yesterday) return none;
  return openTests(account)
    .filter((test) => test.overdueAfter < yesterday && !isChased(account, test, yesterday))
    .map(whyNotChased);
};

const suspensionsEnd: Check = ({ suspendedUntil, reviews }, _, { yesterday }) =>
  suspendedUntil !== undefined && suspendedUntil < yesterday && !reviews.some(({ about }) => about === 'suspension-due')
    ? [`Suspended until ${showDateText(suspendedUntil)} and not reviewed since`]
    : none;

// The question how it ends waits while anything else is still to be done: what that is holds him.
const isStillBusy = (account: Account): boolean =>
  account.suspendedUntil !== undefined || account.recalls.length > 0 || openTests(account).length > 0;
const endsAreDecided: Check = (account, _, { yesterday }) =>
  account.closesOn !== undefined && account.closesOn < yesterday && !isStillBusy(account)
    ? [`How follow-up ends was to be decided on ${showDateText(account.closesOn)} and nobody was asked`]
    : none;

// Whoever has died, or was never in follow-up, is not written to.
const isWrittenTo = ({ ended }: Account): boolean => !['patient-died', 'start-undone', 'erased'].includes(ended ?? '');

// INV-18: a promise stands until a letter of it is on its way, or somebody recorded why not.
const promisesAreWritten: Check = (account, { letters }, { settledBefore }) => {
  const isWritten = (result: string): boolean => letters.some((letter) => letter.result === result && !letter.stopped);
  const unwritten = account.results.some(
    ({ result, promisedAt }) => promisedAt !== undefined && promisedAt < settledBefore && !isWritten(result),
  );
  return unwritten && isWrittenTo(account) ? ['A letter was promised and is nobody’s'] : none;
};

const reasonsOf = (letter: LetterAccount, tasks: readonly TaskAccount[], { yesterday, settledBefore }: Moment): readonly string[] => {
  const { by, open, unreadable, needsSomebodySince } = letter;
  if (unreadable !== undefined) return [`What became of a letter cannot be read: ${unreadable}`];
  if (needsSomebodySince !== undefined)
    return needsSomebodySince < settledBefore && !hasATask(tasks, letter.letter)
      ? [`A letter needs somebody since ${since(needsSomebodySince)} and nobody has the task`]
      : none;
  return open && by < yesterday ? [`A letter was owed by ${showDateText(by)} and nobody was told that it is late`] : none;
};
const lettersGetThere: Check = (_, { letters, tasks }, at) => letters.flatMap((letter) => reasonsOf(letter, tasks, at));

const promisesAreKept: readonly Check[] = [promisesAreWritten, lettersGetThere];
const ofEverybody: readonly Check[] = [everyFactIsRead, oneTrust, ...promisesAreKept];
const ofThoseInFollowUp: readonly Check[] = [
  everyFactIsRead,
  oneTrust,
  somethingHolds,
  whatWaitsIsSomebodys,
  resultsAreLookedAt,
  overdueIsChased,
  suspensionsEnd,
  endsAreDecided,
  ...promisesAreKept,
];

/**
 * Every reason why nothing holds somebody, in one text; empty when he is held. Whoever has left needs nothing that holds him, but
 * what was promised to him before is owed to him still.
 */
export const whyLost = (account: Account, held: Holdings, at: Moment): string =>
  (account.ended === undefined ? ofThoseInFollowUp : ofEverybody)
    .flatMap((check) => check(account, held, at))
    .map((sentence) => `${sentence}.`)
    .join(' ');

/** Whether somebody in follow-up is in the hands of a person now, and not only of a date. */
export const isInSomebodysHands = ({ reviews }: Account, { tasks }: Holdings): boolean => reviews.length > 0 || isHeldByOne(tasks);
