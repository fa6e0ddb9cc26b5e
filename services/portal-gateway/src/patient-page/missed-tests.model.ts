import { daysBetween } from '@rms/nhs';
import { missedTestOf, waitsFor, type Protocol } from '@rms/protocols';
import { stepWords, type LadderCopy, type LadderStep } from '../copies/missed-tests.js';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import type { LetterCopy } from '../copies/letters.projection.js';
import { capital, civil, counted, date } from '../words.js';
import { nextStepOn, testsToCome } from '../worklist/tests-to-come.js';
import { letterRows, type LetterRow } from './letter-rows.js';
import type { PageContext } from './page-context.js';

/** How late a test is, in words and a colour that repeats them. */
export interface Lateness {
  readonly text: string;
  readonly colour: 'grey' | 'orange' | 'red';
}
export interface LadderRow {
  readonly text: string;
  readonly when: string;
  readonly state: 'done' | 'next' | 'todo';
  /** The letters that the step asked for, and what became of each. */
  readonly letters: readonly LetterRow[];
}
/** One missed test: how late it is, what has been done about it and what comes next. */
export interface MissedTestModel {
  readonly test: string;
  readonly name: string;
  readonly late: Lateness;
  readonly rows: readonly LadderRow[];
  /** What is said of an appointment for it: to come, or past and its result awaited. */
  readonly booked: string | undefined;
  readonly tries: string | undefined;
  /** A support worker has the task to ring. */
  readonly calling: boolean;
}

type Test = FollowUpCopy['tests'][number];

/** Due, then overdue by so many days: amber from the end of its window, red from the day that the protocol names. */
export const latenessOf = (
  { dueOn, overdueAfter, kind }: Pick<Test, 'dueOn' | 'overdueAfter' | 'kind'>,
  today: PageContext['today'],
  protocol: Protocol | undefined,
): Lateness | undefined => {
  const due = civil(dueOn);
  if (due === undefined || due > today) return undefined;
  if (overdueAfter >= today) return { text: 'Due', colour: 'grey' };
  const days = daysBetween(due, today);
  const redAfter = protocol === undefined ? 0 : missedTestOf(protocol, kind).redAfterDays;
  return { text: `Overdue by ${counted(days, 'day')}`, colour: days > redAfter ? 'red' : 'orange' };
};

const steps: readonly LadderStep[] = ['reminder', 'second-reminder', 'telephone', 'clinician'];
const places: Readonly<Record<LadderCopy['step'], number>> = { overdue: -1, reminder: 0, 'second-reminder': 1, telephone: 2, clinician: 3 };

const lettersOf: Readonly<Partial<Record<LadderStep, string>>> = { reminder: 'test-missed', 'second-reminder': 'test-missed-again' };
const lettersAbout = (step: LadderStep, { test, letters, today }: Around): readonly LetterRow[] =>
  letterRows(
    letters.filter(({ letter }) => letter?.test === test && letter.about === lettersOf[step]),
    today,
  );
const whenTaken = (taken: LadderCopy['taken'][number] | undefined, letters: readonly LetterRow[]): string => {
  if (taken === undefined) return 'Passed over';
  const isToldNothing = lettersOf[taken.step] !== undefined && letters.length === 0;
  return `Asked for on ${date(taken.on)}${isToldNothing ? '. No letter has been promised yet' : ''}`;
};

interface Around {
  readonly test: string;
  readonly letters: readonly LetterCopy[];
  readonly today: PageContext['today'];
  readonly nextOn: string;
}
const rowsOf = (ladder: LadderCopy, around: Around): readonly LadderRow[] => {
  const reached = places[ladder.step];
  return steps.map((step, place): LadderRow => {
    const text = stepWords[step];
    const letters = lettersAbout(step, around);
    const taken = ladder.taken.findLast((one) => one.step === step);
    if (place <= reached) return { text, when: whenTaken(taken, letters), state: 'done', letters };
    return place === reached + 1
      ? { text, when: `Next, ${date(around.nextOn)}`, state: 'next', letters }
      : { text, when: 'After that', state: 'todo', letters };
  });
};

const triesWords = ({ tries, calling }: LadderCopy): string | undefined => {
  if (tries > 0) return `Rung ${tries === 1 ? 'once' : counted(tries, 'time')}.`;
  return calling ? 'Not rung yet.' : undefined;
};

type Booking = FollowUpCopy['missed']['bookings'][string];
const bookedWords = ({ on, waitUntil }: Booking, today: PageContext['today']): string => {
  if (on >= today) return `Appointment on ${date(on)}. Nothing is done before its result can be there.`;
  return waitUntil >= today
    ? `The appointment was on ${date(on)}. Its result is waited for until ${date(waitUntil)}, and nothing is done before.`
    : `The appointment was on ${date(on)}. Its result was waited for until ${date(waitUntil)}, and none has come.`;
};

/** The tests of a follow-up that were missed, each with its ladder and what became of its reminders. */
export const missedTestsOf = (
  followUp: FollowUpCopy,
  { today, letters }: Pick<PageContext, 'today'> & { readonly letters: readonly LetterCopy[] },
  protocol: Protocol | undefined,
): readonly MissedTestModel[] =>
  testsToCome(followUp).flatMap((test) => {
    const ladder = followUp.missed.ladders[test.test];
    if (ladder === undefined) return [];
    const booking = Object.values(followUp.missed.bookings).find((each) => waitsFor(test, each));
    return [
      {
        test: test.test,
        name: capital(ladder.name),
        late: latenessOf(test, today, protocol) ?? { text: 'Not due yet', colour: 'grey' as const },
        rows: rowsOf(ladder, { test: test.test, letters, today, nextOn: nextStepOn(followUp, test.test) }),
        booked: booking === undefined ? undefined : bookedWords(booking, today),
        tries: triesWords(ladder),
        calling: ladder.calling,
      },
    ];
  });
