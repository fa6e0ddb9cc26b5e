import type { CivilDate } from '@rms/nhs';
import { testWords, type Protocol } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { counted, date } from '../words.js';
import { testsToCome } from '../worklist/tests-to-come.js';
import { latenessOf, type Lateness } from './missed-tests.model.js';

type Test = FollowUpCopy['tests'][number];
type TestState = 'next' | 'to-come' | 'overdue' | 'done' | 'missed' | 'waived' | 'before-start' | 'not-asked';
export interface TestRow {
  readonly label: string;
  readonly due: string;
  readonly overdueAfter: string;
  readonly done: string | undefined;
  readonly state: TestState;
  readonly late: Lateness | undefined;
  /** Why it was not done, of one that is past. */
  readonly why: string;
}
/** The tests of one follow-up: those that are to come, those that are done or past, and a sum over all of them. */
export interface ScheduleModel {
  readonly toCome: readonly TestRow[];
  readonly other: readonly TestRow[];
  readonly sum: string;
}

const toCome: readonly TestState[] = ['next', 'to-come', 'overdue'];

const openState = (test: Test, next: Test | undefined, today: CivilDate): TestState => {
  if (test.overdueAfter < today) return 'overdue';
  return test === next ? 'next' : 'to-come';
};
const stateIn = (followUp: FollowUpCopy, today: CivilDate): ((test: Test) => TestState) => {
  const open = testsToCome(followUp);
  return (test) => {
    if (followUp.done[test.test] !== undefined) return 'done';
    if (!test.required) return 'before-start';
    if (followUp.missed.waived[test.test] !== undefined) return 'waived';
    if (!open.includes(test)) return 'missed';
    return followUp.phase === 'ended' ? 'not-asked' : openState(test, open[0], today);
  };
};

const waivedWords: Readonly<Record<string, string>> = {
  'not-needed': 'Not needed, a clinician decided',
  declined: 'Declined by the patient',
  replaced: 'Replaced, a clinician decided',
};
const whyNot = ({ missed }: FollowUpCopy, { test }: Test, state: TestState): string => {
  if (state === 'before-start') return 'Before follow-up';
  if (state === 'not-asked') return 'Not asked for, follow-up ended';
  return state === 'waived' ? (waivedWords[missed.waived[test] ?? ''] ?? 'Not needed') : 'Missed, a later one was done';
};

const sumOf = (rows: readonly TestRow[], isOver: boolean): string => {
  if (rows.length === 0) return 'None is asked for from this patient.';
  const count = (...states: readonly TestState[]): string => String(rows.filter((row) => states.includes(row.state)).length);
  if (isOver)
    return `${counted(rows.length, 'test')}: none to come since follow-up ended, ${count('done')} done, ${count('not-asked')} not asked for any more, ${count('before-start', 'missed', 'waived')} from before follow-up, missed or not needed.`;
  return `${counted(rows.length, 'test')}: ${count('overdue')} overdue, ${count('next', 'to-come')} to come, ${count('done')} done, ${count('before-start', 'missed', 'waived')} from before follow-up, missed or not needed.`;
};

/** The schedule of a follow-up on a day, earliest due first. */
export const scheduleOf = (followUp: FollowUpCopy, today: CivilDate, protocol?: Protocol): ScheduleModel => {
  const stateOf = stateIn(followUp, today);
  const rows = [...followUp.tests]
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .map((test): TestRow => {
      const done = followUp.done[test.test];
      const state = stateOf(test);
      return {
        label: `${testWords(test)}, ${test.label}`,
        due: date(test.dueOn),
        overdueAfter: date(test.overdueAfter),
        done: done === undefined ? undefined : date(done.on),
        state,
        late: toCome.includes(state) ? latenessOf(test, today, protocol) : undefined,
        why: whyNot(followUp, test, state),
      };
    });
  return {
    toCome: rows.filter((row) => toCome.includes(row.state)),
    other: rows.filter((row) => !toCome.includes(row.state)),
    sum: sumOf(rows, followUp.phase === 'ended'),
  };
};
