import type { ReviewDecision } from '@rms/contracts';
import { testWords } from '@rms/protocols';
import type { FollowUpCopy } from '../../copies/follow-ups.projection.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { decisionWords } from '../../patient-page/timeline.js';
import { capital, date, pronoun } from '../../words.js';
import { closingDate, testsToCome } from '../../worklist/tests-to-come.js';

interface Effect {
  readonly strong: string;
  readonly text: string;
}
/** What recording a decision will do, by number, with dates before and after. */
export interface Effects {
  readonly effects: readonly Effect[];
  readonly dates: readonly { readonly what: string; readonly now: string; readonly after: string; readonly changes: boolean }[];
  readonly decision: string;
}

const effectOf = (decision: ReviewDecision, they: string): Effect => {
  switch (decision.kind) {
    case 'repeat':
      return { strong: 'One extra test', text: `is asked for, by ${date(decision.by)}. Planned tests stay as they are.` };
    case 'recall':
      return {
        strong: 'A new task,',
        text: `“Clinic to book”, goes to the booking team today. ${they} is to be seen by ${date(decision.by)}. Planned tests stay as they are.`,
      };
    case 'continue':
      return { strong: 'Nothing is added.', text: 'The planned tests go on.' };
    case 'suspend':
      return {
        strong: 'No test is asked for',
        text: `until ${date(decision.by)}. On that date a clinician looks again. Results are read all the same.`,
      };
    case 'end':
      return { strong: 'Follow-up ends', text: 'today. No more tests are asked for.' };
    default:
      return decision satisfies never;
  }
};

const nextActionAfter = (decision: ReviewDecision, nextTest: string): string => {
  switch (decision.kind) {
    case 'repeat':
      return `Repeat test by ${date(decision.by)}`;
    case 'recall':
      return `Clinic, by ${date(decision.by)}`;
    case 'continue':
      return nextTest;
    case 'suspend':
      return `A clinician looks again, ${date(decision.by)}`;
    case 'end':
      return 'None: follow-up has ended';
    default:
      return decision satisfies never;
  }
};

// What is said about something worrying is a clinician’s to approve; what is planned is told by the letters office.
const toldOf = (decision: ReviewDecision): string => {
  switch (decision.kind) {
    case 'continue':
      return 'that the plan stays as it is, within 3 days. A clinician approves the letters.';
    case 'repeat':
      return `that the test is to be repeated by ${date(decision.by)}, within 3 days. A clinician approves the letters.`;
    case 'recall':
      return 'about the clinic within 3 days, and of its day once that is booked. A clinician approves the letters.';
    case 'suspend':
      return `within 3 days that no test is asked for until ${date(decision.by)}.`;
    case 'end':
      return 'within 7 days that follow-up has ended.';
    default:
      return decision satisfies never;
  }
};
/** Who is written to because of a decision. */
const tellingOf = (decision: ReviewDecision, isAboutAResult: boolean): Effect => {
  const isTold =
    (decision.kind !== 'continue' || isAboutAResult) && !(decision.kind === 'end' && decision.because === 'followed-under-another-record');
  return isTold
    ? { strong: 'Patient and GP are written to', text: `${toldOf(decision)} Ring where that is too late.` }
    : { strong: 'Nobody is written to', text: 'about this. Ring where somebody should know.' };
};

/** A decision, and the review at which it is made: of a result, or of a test that was missed. */
interface Decided {
  readonly decision: ReviewDecision;
  readonly review?: { readonly test?: string | undefined; readonly result?: string | undefined } | undefined;
}

type Tests = ReturnType<typeof testsToCome>;
const nextPlanned = ([test]: Tests): string => (test === undefined ? 'None planned' : `${testWords(test)}, ${date(test.dueOn)}`);
/** What keeps the patient when a decision adds nothing: the next planned test, or the day on which the end is decided. */
const heldBy = (followUp: FollowUpCopy, tests: Tests): string => {
  const closing = closingDate(followUp);
  return tests.length > 0 || closing === undefined ? nextPlanned(tests) : `How follow-up ends, ${date(closing)}`;
};
const endsAs: Readonly<Record<string, string>> = { end: 'None', suspend: 'None while suspended' };

/** The effects of a decision, before it is recorded. */
export const effectsOf = (file: PatientFile, followUp: FollowUpCopy, { decision, review }: Decided): Effects => {
  const missed = review?.test;
  // A missed test that is decided on is not asked for any more, except after a suspension.
  const waived = decision.kind === 'suspend' ? undefined : missed;
  const tests = testsToCome(followUp).filter(({ test }) => test !== waived);
  const next = nextPlanned(tests);
  const ends = decision.kind === 'end' || decision.kind === 'suspend';
  return {
    decision: capital(decisionWords(decision)),
    effects: [
      { strong: 'Your task closes.', text: 'The decision and what follows from it are recorded together.' },
      effectOf(decision, capital(pronoun(file.patient.demographics.sex))),
      ...(waived === undefined
        ? []
        : [{ strong: 'The missed test', text: 'is not asked for any more. What you decide stands in its place.' }]),
      tellingOf(decision, review?.result !== undefined),
    ],
    dates: [
      { what: 'Next action', now: 'This review, today', after: nextActionAfter(decision, heldBy(followUp, tests)), changes: true },
      { what: 'Next planned test', now: next, after: ends ? (endsAs[decision.kind] ?? next) : `${next}, unchanged`, changes: ends },
    ],
  };
};
