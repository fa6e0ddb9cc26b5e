import type { CivilDate } from '@rms/nhs';
import { testWords } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { counted, date } from '../words.js';
import { testsToCome } from '../worklist/follow-up-states.view.js';

type Test = FollowUpCopy['tests'][number];
type TestState = 'next' | 'to-come' | 'overdue' | 'done' | 'missed' | 'before-start';
export interface TestRow {
  readonly label: string;
  readonly due: string;
  readonly overdueAfter: string;
  readonly done: string | undefined;
  readonly state: TestState;
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
    return open.includes(test) ? openState(test, open[0], today) : 'missed';
  };
};

const sumOf = (rows: readonly TestRow[]): string => {
  if (rows.length === 0) return 'None is asked for from this patient.';
  const count = (...states: readonly TestState[]): string => String(rows.filter((row) => states.includes(row.state)).length);
  return `${counted(rows.length, 'test')}: ${count('overdue')} overdue, ${count('next', 'to-come')} to come, ${count('done')} done, ${count('before-start', 'missed')} from before follow-up or missed.`;
};

/** The schedule of a follow-up on a day, earliest due first. */
export const scheduleOf = (followUp: FollowUpCopy, today: CivilDate): ScheduleModel => {
  const stateOf = stateIn(followUp, today);
  const rows = [...followUp.tests]
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .map((test): TestRow => {
      const done = followUp.done[test.test];
      return {
        label: `${testWords(test)}, ${test.label}`,
        due: date(test.dueOn),
        overdueAfter: date(test.overdueAfter),
        done: done === undefined ? undefined : date(done.on),
        state: stateOf(test),
      };
    });
  return {
    toCome: rows.filter((row) => toCome.includes(row.state)),
    other: rows.filter((row) => !toCome.includes(row.state)),
    sum: sumOf(rows),
  };
};
