import { addDays, addMonths, type CivilDate } from '@rms/nhs';
import type { Protocol } from './protocol.js';

/** A test a patient is due: from `opensOn` a sample counts for it, after `overdueAfter` it is missing. */
export interface PlannedTest {
  readonly kind: string;
  readonly name: string;
  readonly analyte: string;
  readonly label: string;
  readonly opensOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly overdueAfter: CivilDate;
}

/** The whole schedule of a protocol, counted from the anchor date, in order of due date. */
export const expandSchedule = (protocol: Protocol, anchorOn: CivilDate): readonly PlannedTest[] =>
  protocol.tests
    .flatMap((test) =>
      test.at.map(({ label, after, opensDaysBefore }): PlannedTest => {
        const dueOn = 'weeks' in after ? addDays(anchorOn, after.weeks * 7) : addMonths(anchorOn, after.months);
        return {
          kind: test.kind,
          name: test.name,
          analyte: test.analyte,
          label,
          opensOn: addDays(dueOn, -opensDaysBefore),
          dueOn,
          overdueAfter: addDays(dueOn, test.overdueAfterDays),
        };
      }),
    )
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));

interface Slot {
  readonly test: string;
  readonly kind: string;
  readonly opensOn: string;
  readonly dueOn: string;
}
interface Sample {
  readonly result: string;
  readonly kind: string;
  readonly sampledOn: string;
}

const byOpening = (a: Slot, b: Slot): number =>
  a.opensOn === b.opensOn
    ? a.dueOn === b.dueOn
      ? a.test < b.test
        ? -1
        : 1
      : a.dueOn < b.dueOn
        ? -1
        : 1
    : a.opensOn < b.opensOn
      ? -1
      : 1;
const bySampling = (a: Sample, b: Sample): number =>
  a.sampledOn === b.sampledOn ? (a.result < b.result ? -1 : 1) : a.sampledOn < b.sampledOn ? -1 : 1;

/**
 * Which result fulfils which test: the first sample of a kind taken from when a test's window opens until the next test's
 * window opens. It depends on the tests and samples alone, never on the order in which they arrived.
 */
export const fulfilments = (tests: readonly Slot[], samples: readonly Sample[]): ReadonlyMap<string, string> => {
  const done = new Map<string, string>();
  for (const [kind, slots] of Map.groupBy(tests, (test) => test.kind)) {
    const inOrder = [...slots].sort(byOpening);
    const taken = samples.filter((sample) => sample.kind === kind).sort(bySampling);
    inOrder.forEach((slot, index) => {
      const until = inOrder[index + 1]?.opensOn;
      const first = taken.find((sample) => sample.sampledOn >= slot.opensOn && (until === undefined || sample.sampledOn < until));
      if (first !== undefined) done.set(slot.test, first.result);
    });
  }
  return done;
};

/** Tests that are not done and never will be, because a later one of the same kind has been. */
export const overtaken = (tests: readonly Slot[], done: ReadonlyMap<string, string>): ReadonlySet<string> => {
  const missed = new Set<string>();
  for (const slots of Map.groupBy(tests, (test) => test.kind).values()) {
    const inOrder = [...slots].sort(byOpening);
    const lastDone = inOrder.findLastIndex((slot) => done.has(slot.test));
    for (const slot of inOrder.slice(0, Math.max(lastDone, 0))) if (!done.has(slot.test)) missed.add(slot.test);
  }
  return missed;
};
