import type { ScheduledTest } from '@rms/contracts';
import { derivedId } from '@rms/event-sourcing/pure';
import { addDays, addWorkingDays, showDateText, type CivilDate } from '@rms/nhs';
import { isMadeFor, missedTestOf, type MissedTest } from '@rms/protocols';
import { civil } from './civil.js';
import type { Ladder } from './climbing.js';
import type { ReviewWithdrawal } from './follow-up.facts.js';
import { openTests } from './ladder.dates.js';
import type { CallOutcome, LadderStep, MissedTestOutcome, StepBecause } from './missed-test.facts.js';
import type { About, Recording } from './recording.js';

/** What a test is called to people: `PSA, 12 months`. */
export const nameOf = ({ name, label }: Pick<ScheduledTest, 'name' | 'label'>): string => `${name}, ${label.toLowerCase()}`;
export const planOf = ({ state }: Recording, kind: string): MissedTest => missedTestOf(state.protocol, kind);

const following: Readonly<Record<Ladder['step'], LadderStep>> = {
  overdue: 'reminder',
  reminder: 'second-reminder',
  'second-reminder': 'telephone',
  telephone: 'clinician',
  clinician: 'clinician',
};
/** Days from one step to the next. */
const daysAfter = (step: LadderStep, plan: MissedTest): number => {
  switch (step) {
    case 'reminder':
      return plan.secondReminderAfterDays;
    case 'second-reminder':
      return plan.telephoneAfterDays - plan.secondReminderAfterDays;
    case 'telephone':
      return plan.clinicianAfterDays - plan.telephoneAfterDays;
    case 'clinician':
      return 0;
    default:
      return step satisfies never;
  }
};

/**
 * The step that is due on a day. Where nobody noticed for a while, steps lie in the past: only the last of them is taken, so that
 * nobody gets two letters on one day, and what comes after it comes on its own date.
 */
export const stepDue = (
  { step: last }: Pick<Ladder, 'step'>,
  from: string,
  { plan, today }: { readonly plan: MissedTest; readonly today: string },
): { readonly step: LadderStep; readonly by: string } => {
  let step = following[last];
  let by: CivilDate = addDays(civil(from), daysAfter(step, plan));
  while (step !== 'clinician' && by <= today) {
    step = following[step];
    by = addDays(by, daysAfter(step, plan));
  }
  return { step, by };
};

const stepWords: Readonly<Record<LadderStep, string>> = {
  reminder: 'a reminder was asked for',
  'second-reminder': 'a second reminder was asked for',
  telephone: 'a telephone call was asked for',
  clinician: 'a clinician was asked',
};
const callWords: Readonly<Record<CallOutcome, string>> = {
  booked: 'rung, a date was agreed',
  declined: 'rung, declined the test',
  'not-reached': 'rung, not reached',
  'wrong-number': 'rung, the number is wrong',
};

/** The whole story of a missed test in one sentence, for the clinician who decides. */
const storyOf = (recording: Recording, test: ScheduledTest, today: string): string => {
  const { taken = [], calls = [] } = recording.state.ladders[test.test] ?? {};
  const missed = Object.values(recording.state.bookings).filter(({ standing, kind }) => standing === 'missed' && kind === test.kind);
  const told = [
    ...taken.filter(({ step }) => step !== 'clinician').map(({ step, on }) => ({ on, words: stepWords[step] })),
    ...calls.map(({ outcome, on }) => ({ on, words: callWords[outcome] })),
    ...missed.filter((booking) => isMadeFor(test, booking)).map(({ on }) => ({ on, words: 'an appointment was not attended' })),
  ]
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ on, words }) => `${showDateText(on)}: ${words}.`);
  const done = told.length === 0 ? 'Nothing had been noticed before today, and no reminder has been asked for.' : told.join(' ');
  const [due, yet] = test.dueOn > today ? ['is', ' yet'] : ['was', ''];
  return `${nameOf(test)} ${due} due on ${showDateText(test.dueOn)} and has not been done${yet}. ${done} Decide what happens next.`;
};

const askTheClinician = (
  recording: Recording,
  { followUp, calendar }: About,
  asked: { readonly test: ScheduledTest; readonly by: string },
): void => {
  recording.add({
    type: 'ReviewOpened',
    review: derivedId(followUp, `review missed ${asked.test.test} ${String(recording.state.reviewsOpened)}`),
    about: 'test-missed',
    test: asked.test.test,
    sentence: storyOf(recording, asked.test, calendar.today),
    seriousness: 4,
    reviewBy: asked.by,
    team: recording.state.team,
  });
};

/** Takes a step of a test's ladder today. The last one opens a review in the same append. */
export const takeStep = (
  recording: Recording,
  about: About,
  taken: { readonly test: ScheduledTest; readonly step: LadderStep; readonly because: StepBecause; readonly by?: string },
): void => {
  const { test, step, because } = taken;
  const { today, holidays } = about.calendar;
  const plan = planOf(recording, test.kind);
  const by =
    step === 'clinician'
      ? addWorkingDays(civil(today), plan.clinicianWithinWorkingDays, new Set(holidays))
      : (taken.by ?? addDays(civil(today), daysAfter(step, plan)));
  recording.add({
    type: 'LadderStepTaken',
    test: test.test,
    name: nameOf(test),
    dueOn: test.dueOn,
    step,
    by,
    because,
    team: recording.state.team,
    on: today,
  });
  if (step === 'clinician') askTheClinician(recording, about, { test, by });
};

/** Ends a test's ladder, or its telephone task, and takes the review about it back. */
export const settleMissed = (
  recording: Recording,
  test: string,
  settled: { readonly outcome: MissedTestOutcome; readonly note: string; readonly because: ReviewWithdrawal },
): void => {
  for (const review of Object.values(recording.state.reviews))
    if (review.about === 'test-missed' && review.test === test)
      recording.add({ type: 'ReviewWithdrawn', review: review.review, because: settled.because });
  recording.add({ type: 'MissedTestSettled', test, outcome: settled.outcome, note: settled.note });
};

/** Ends every ladder of a follow-up that goes no further. */
export const settleEveryLadder = (recording: Recording, note: string, because: ReviewWithdrawal): void => {
  for (const test of Object.keys(recording.state.ladders)) settleMissed(recording, test, { outcome: 'not-needed', note, because });
};

/** Ends the ladder of each test that was done, or that a later one made needless. */
export const settleWhatIsDone = (recording: Recording): void => {
  const open = new Set(openTests(recording.state).map(({ test }) => test));
  for (const test of Object.keys(recording.state.ladders)) {
    if (open.has(test)) continue;
    const isDone = recording.state.done[test] !== undefined;
    settleMissed(recording, test, {
      outcome: isDone ? 'done' : 'not-needed',
      note: isDone ? 'The test has been done.' : 'A later test has been done.',
      because: 'test-done',
    });
  }
};
