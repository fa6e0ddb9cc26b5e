import { addDays, addMonths, ageOn, present, type CivilDate } from '@rms/nhs';
import { testsFor, type Answers } from './answers.js';
import type { Side } from './figures.js';
import type { Protocol, ProtocolTest } from './protocol.js';

/** A test a patient is due: from `opensOn` a sample counts for it, after `overdueAfter` it is missing. */
export interface PlannedTest {
  readonly kind: string;
  readonly name: string;
  readonly analyte: string;
  readonly label: string;
  readonly side?: Side;
  readonly opensOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly overdueAfter: CivilDate;
}

/** What a schedule is counted from. `bornOn` is needed only where a protocol goes on by age. */
export interface Course {
  readonly anchorOn: CivilDate;
  readonly answers?: Answers;
  readonly bornOn?: CivilDate | undefined;
}
interface Slot {
  readonly label: string;
  readonly dueOn: CivilDate;
  readonly opensDaysBefore: number;
}

const listed = ({ at }: ProtocolTest, { anchorOn }: Course): readonly Slot[] =>
  at.map(({ label, after, opensDaysBefore }) => ({
    label,
    opensDaysBefore,
    dueOn: 'weeks' in after ? addDays(anchorOn, after.weeks * 7) : addMonths(anchorOn, after.months),
  }));

const monthsOf = (after: ProtocolTest['at'][number]['after']): number => ('months' in after ? after.months : 0);

/** The tests that go on by age: every so many months after the last one listed, while the patient is younger than a limit on the day. */
const byAge = ({ at, thenEvery }: ProtocolTest, { anchorOn, bornOn }: Course): readonly Slot[] => {
  if (thenEvery === undefined || bornOn === undefined) return [];
  const { months: every, whileYoungerThan, opensDaysBefore } = thenEvery;
  const slots: Slot[] = [];
  for (let months = Math.max(...at.map(({ after }) => monthsOf(after))) + every; ; months += every) {
    const dueOn = addMonths(anchorOn, months);
    if (ageOn(bornOn, dueOn) >= whileYoungerThan) return slots;
    slots.push({ label: `${String(months)} months`, dueOn, opensDaysBefore });
  }
};

const planned = (test: ProtocolTest, { label, dueOn, opensDaysBefore }: Slot): PlannedTest => ({
  kind: test.kind,
  name: test.name,
  analyte: test.analyte,
  label,
  ...present({ side: test.side }),
  opensOn: addDays(dueOn, -opensDaysBefore),
  dueOn,
  overdueAfter: addDays(dueOn, test.overdueAfterDays),
});

/** The whole schedule of a protocol for one patient, counted from the anchor date, in order of due date. */
export const expandSchedule = (protocol: Pick<Protocol, 'tests'>, course: Course): readonly PlannedTest[] =>
  testsFor(protocol, course.answers ?? {})
    .flatMap((test) => [...listed(test, course), ...byAge(test, course)].map((slot) => planned(test, slot)))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));

/** Does the schedule of a patient with these answers depend on his or her age? */
export const dependsOnAge = (protocol: Pick<Protocol, 'tests'>, answers: Answers): boolean =>
  testsFor(protocol, answers).some((test) => test.thenEvery !== undefined);

/**
 * The day on which a clinician decides how follow-up ends, where the protocol names one: never before its last test is due.
 * It is what holds a patient of whom no test is asked.
 */
export const closesOn = (protocol: Pick<Protocol, 'tests' | 'closesAfter'>, course: Course): CivilDate | undefined => {
  if (protocol.closesAfter === undefined) return undefined;
  const closing = addMonths(course.anchorOn, protocol.closesAfter.months);
  const last = expandSchedule(protocol, course).at(-1)?.dueOn ?? closing;
  return last > closing ? last : closing;
};
