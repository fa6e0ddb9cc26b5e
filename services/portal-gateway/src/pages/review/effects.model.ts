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

type Tests = ReturnType<typeof testsToCome>;
const nextPlanned = ([test]: Tests): string => (test === undefined ? 'None planned' : `${testWords(test)}, ${date(test.dueOn)}`);
/** What keeps the patient when a decision adds nothing: the next planned test, or the day on which the end is decided. */
const heldBy = (followUp: FollowUpCopy, tests: Tests): string => {
  const closing = closingDate(followUp);
  return tests.length > 0 || closing === undefined ? nextPlanned(tests) : `How follow-up ends, ${date(closing)}`;
};
const endsAs: Readonly<Record<string, string>> = { end: 'None', suspend: 'None while suspended' };

/** The effects of a decision, before it is recorded. */
export const effectsOf = (
  file: PatientFile,
  followUp: FollowUpCopy,
  { decision, missed }: { readonly decision: ReviewDecision; readonly missed?: string | undefined },
): Effects => {
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
      {
        strong: 'Nobody is written to yet.',
        text: 'Letters about decisions come with a later release; ring the patient and the GP as you do today.',
      },
    ],
    dates: [
      { what: 'Next action', now: 'This review, today', after: nextActionAfter(decision, heldBy(followUp, tests)), changes: true },
      { what: 'Next planned test', now: next, after: ends ? (endsAs[decision.kind] ?? next) : `${next}, unchanged`, changes: ends },
    ],
  };
};
