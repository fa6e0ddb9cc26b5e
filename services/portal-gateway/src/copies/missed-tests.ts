import type { DataOf, pathway, ScheduledTest } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import { present, showDateText } from '@rms/nhs';

export type LadderStep = DataOf<typeof pathway.missedTestStepTaken>['step'];
/** How far a missed test has climbed, as far as has been published. `nextOn` is '' when it is with the clinician. */
export interface LadderCopy {
  readonly name: string;
  readonly kind: string;
  readonly dueOn: string;
  readonly step: 'overdue' | LadderStep;
  readonly nextOn: string;
  readonly calling: boolean;
  readonly taken: readonly { readonly step: LadderStep; readonly on: string }[];
  readonly tries: number;
  /** Calls that reached nobody. */
  readonly inVain: number;
}
export interface BookingCopy {
  readonly kind: string;
  readonly on: string;
  readonly heardOn?: string;
  readonly waitUntil: string;
}
/** Something that happened to a missed test or by a suspension, in words for the timeline. */
export interface Remark {
  readonly at: string;
  readonly by: string;
  readonly text: string;
  readonly mark: boolean;
}

/** What is known of the tests of a follow-up that were missed, and of its suspension. */
export interface MissedTests {
  readonly ladders: Readonly<Record<string, LadderCopy>>;
  /** Test id → why it is not asked for any more. */
  readonly waived: Readonly<Record<string, DataOf<typeof pathway.testWaived>['because']>>;
  /** Appointments that stand. */
  readonly bookings: Readonly<Record<string, BookingCopy>>;
  readonly suspension: { readonly reviewOn: string; readonly reason: string } | undefined;
  readonly remarks: readonly Remark[];
}
export const noMissedTests: MissedTests = { ladders: {}, waived: {}, bookings: {}, suspension: undefined, remarks: [] };

const without = <V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(record).filter(([k]) => k !== key));

export const stepWords: Readonly<Record<LadderStep, string>> = {
  reminder: 'Reminder',
  'second-reminder': 'Second reminder, by another channel',
  telephone: 'Telephone call',
  clinician: 'A clinician decides',
};
const callWords: Readonly<Record<DataOf<typeof pathway.missedTestCallRecorded>['outcome'], string>> = {
  booked: 'a date was agreed',
  declined: 'the patient declined the test',
  'not-reached': 'nobody was reached',
  'wrong-number': 'the number is wrong',
};
const waivedWords: Readonly<Record<DataOf<typeof pathway.testWaived>['because'], string>> = {
  'not-needed': 'A missed test is not asked for any more.',
  declined: 'A missed test is not asked for any more: the patient declined it.',
  replaced: 'A missed test is not asked for any more: something else stands in its place.',
};

const remarked = (before: MissedTests, { time, actor }: Message, remark: string | Pick<Remark, 'text' | 'mark'>): readonly Remark[] => [
  ...before.remarks,
  { at: time, by: actor, ...(typeof remark === 'string' ? { text: remark, mark: false } : remark) },
];
const marked = (text: string): Pick<Remark, 'text' | 'mark'> => ({ text, mark: true });
const begun = (
  tests: readonly ScheduledTest[],
  told: { readonly test: string; readonly name: string; readonly dueOn: string },
): LadderCopy => ({
  name: told.name,
  kind: tests.find(({ test }) => test === told.test)?.kind ?? '',
  dueOn: told.dueOn,
  step: 'overdue',
  nextOn: '',
  calling: false,
  taken: [],
  tries: 0,
  inVain: 0,
});
const changed = (before: MissedTests, test: string, change: (ladder: LadderCopy) => LadderCopy): MissedTests => {
  const ladder = before.ladders[test];
  return ladder === undefined ? before : { ...before, ladders: { ...before.ladders, [test]: change(ladder) } };
};

type Fold = (before: MissedTests, message: Message, tests: readonly ScheduledTest[]) => MissedTests;
const ofLadders: Readonly<Record<string, Fold>> = {
  'pathway.test-missed.v1': (before, m, tests) => {
    const e = m.data as DataOf<typeof pathway.testMissed>;
    return {
      ...before,
      ladders: { ...before.ladders, [e.test]: begun(tests, e) },
      remarks: remarked(before, m, marked(`${e.name}, due on ${showDateText(e.dueOn)}, is overdue.`)),
    };
  },
  'pathway.missed-test-step-taken.v1': (before, m, tests) => {
    const e = m.data as DataOf<typeof pathway.missedTestStepTaken>;
    const ladder = before.ladders[e.test] ?? begun(tests, e);
    const taken = [...ladder.taken, { step: e.step, on: e.on ?? m.time.slice(0, 10) }];
    const climbed = { ...ladder, step: e.step, nextOn: e.step === 'clinician' ? '' : e.by, calling: e.step === 'telephone', taken };
    const why = e.because === 'not-attended' ? ', after an appointment that was not attended' : '';
    return {
      ...before,
      ladders: { ...before.ladders, [e.test]: climbed },
      remarks: remarked(before, m, `Missed test, ${e.name}: ${stepWords[e.step].toLowerCase()}${why}.`),
    };
  },
  'pathway.missed-test-call-recorded.v1': (before, m) => {
    const { test, outcome, tries, bookedOn, note } = m.data as DataOf<typeof pathway.missedTestCallRecorded>;
    const when = bookedOn === undefined ? '' : `, ${showDateText(bookedOn)}`;
    const remarks = remarked(
      before,
      m,
      `Rung about a missed test, call ${String(tries)}: ${callWords[outcome]}${when}.${note === '' ? '' : ` ${note}`}`,
    );
    return {
      ...changed(before, test, (ladder) => ({ ...ladder, tries, inVain: ladder.inVain + (outcome === 'not-reached' ? 1 : 0) })),
      remarks,
    };
  },
  'pathway.missed-test-settled.v1': (before, m) => {
    const { test, outcome } = m.data as DataOf<typeof pathway.missedTestSettled>;
    if (outcome === 'reached') return changed(before, test, (ladder) => ({ ...ladder, calling: false }));
    if (outcome !== 'booked') return { ...before, ladders: without(before.ladders, test) };
    return changed(before, test, (ladder) => ({
      ...ladder,
      calling: false,
      step: ladder.step === 'clinician' ? 'telephone' : ladder.step,
    }));
  },
  'pathway.test-waived.v1': (before, m) => {
    const { test, because, review } = m.data as DataOf<typeof pathway.testWaived>;
    // Tests that were still to come when follow-up ended are not worth a line each.
    const remarks = review === undefined ? before.remarks : remarked(before, m, waivedWords[because]);
    return { ...before, waived: { ...before.waived, [test]: because }, remarks };
  },
};

type Told = DataOf<typeof pathway.testNotAttended>;
const ended =
  (words: (on: string) => string): Fold =>
  (before, m) => {
    const { appointment, on, kind, heardOn } = m.data as Told;
    const ladders = Object.entries(before.ladders).map(([test, ladder]): readonly [string, LadderCopy] => [
      test,
      ladder.step === 'clinician' || ladder.kind !== kind || ladder.nextOn > heardOn ? ladder : { ...ladder, nextOn: heardOn },
    ]);
    return {
      ...before,
      bookings: without(before.bookings, appointment),
      ladders: Object.fromEntries(ladders),
      remarks: remarked(before, m, marked(words(showDateText(on)))),
    };
  };
const ofAppointments: Readonly<Record<string, Fold>> = {
  'pathway.test-booked.v1': (before, m) => {
    const { appointment, kind, on, heardOn, waitUntil } = m.data as DataOf<typeof pathway.testBooked>;
    return {
      ...before,
      bookings: { ...before.bookings, [appointment]: { kind, on, waitUntil, ...present({ heardOn }) } },
      remarks: remarked(before, m, `An appointment for a test is on ${showDateText(on)}.`),
    };
  },
  'pathway.test-booking-cancelled.v1': ended((on) => `The appointment for a test on ${on} will not take place.`),
  'pathway.test-not-attended.v1': ended((on) => `The appointment for a test on ${on} was not attended.`),
};
const ofSuspensions: Readonly<Record<string, Fold>> = {
  'pathway.follow-up-suspended.v1': (before, m) => {
    const { reviewOn, reason } = m.data as DataOf<typeof pathway.followUpSuspended>;
    const text = `Follow-up suspended until its review on ${showDateText(reviewOn)}. Reason: ${reason}`;
    return { ...before, suspension: { reviewOn, reason }, remarks: remarked(before, m, marked(text)) };
  },
  'pathway.suspension-ended.v1': (before, m) => {
    const { reason } = present(m.data as DataOf<typeof pathway.suspensionEnded>);
    const text = `The suspension ended.${reason === undefined ? '' : ` Reason: ${reason}`}`;
    return { ...before, suspension: undefined, remarks: remarked(before, m, marked(text)) };
  },
};
const folds: Readonly<Record<string, Fold>> = { ...ofLadders, ...ofAppointments, ...ofSuspensions };

/** What is known of a follow-up after one more fact about its missed tests or its suspension. */
export const withMissedTest = <C extends { readonly missed: MissedTests; readonly tests: readonly ScheduledTest[] }>(
  before: C,
  message: Message,
): C => {
  const fold = folds[message.type];
  return fold === undefined ? before : { ...before, missed: fold(before.missed, message, before.tests) };
};
