import type { Side } from './figures.js';
import { covers, sidesOf, type OneSide } from './sides.js';

interface Slot {
  readonly test: string;
  readonly kind: string;
  readonly side?: Side | undefined;
  readonly opensOn: string;
  readonly dueOn: string;
}
interface Asked extends Slot {
  readonly required: boolean;
}
/** Names of tests, as a set or as the keys of a map. */
type Tests = Pick<ReadonlySet<string>, 'has'>;
interface Sample {
  readonly result: string;
  readonly kind: string;
  readonly side?: Side | undefined;
  readonly sampledOn: string;
}

const before = (...pairs: readonly (readonly [string, string])[]): number => {
  const [a, b] = pairs.find(([x, y]) => x !== y) ?? ['', ''];
  return a < b ? -1 : 1;
};
const byOpening = (a: Slot, b: Slot): number => before([a.opensOn, b.opensOn], [a.dueOn, b.dueOn], [a.test, b.test]);
const bySampling = (a: Sample, b: Sample): number => before([a.sampledOn, b.sampledOn], [a.result, b.result]);

const standsFor = (later: Slot, slot: Slot): boolean => covers(sidesOf(later.side), sidesOf(slot.side));

/** The sample with which every side of a test has been seen; a test of no side is done by its first sample. */
const completing = (slot: Slot, taken: readonly Sample[]): Sample | undefined => {
  const seen: OneSide[] = [];
  return taken.find((sample) => {
    seen.push(...sidesOf(sample.side));
    return covers(seen, sidesOf(slot.side));
  });
};

/**
 * Which result fulfils which test: the first sample of a kind taken from when a test's window opens until the window of the next
 * test that stands for it opens. A test of both sides is done by the sample with which both have been seen; a sample of the wrong
 * side counts for nothing. It depends on the tests and samples alone, never on the order in which they arrived.
 */
export const fulfilments = (tests: readonly Slot[], samples: readonly Sample[]): ReadonlyMap<string, string> => {
  const done = new Map<string, string>();
  for (const [kind, slots] of Map.groupBy(tests, (test) => test.kind)) {
    const inOrder = [...slots].sort(byOpening);
    const taken = samples.filter((sample) => sample.kind === kind).sort(bySampling);
    inOrder.forEach((slot, index) => {
      const until = inOrder.slice(index + 1).find((later) => standsFor(later, slot))?.opensOn;
      const inWindow = taken.filter(({ sampledOn }) => sampledOn >= slot.opensOn && (until === undefined || sampledOn < until));
      const first = completing(slot, inWindow);
      if (first !== undefined) done.set(slot.test, first.result);
    });
  }
  return done;
};

/** Tests that are not done and never will be, because a later one that stands for them has been. */
export const overtaken = (tests: readonly Slot[], done: Tests): ReadonlySet<string> => {
  const missed = new Set<string>();
  for (const slots of Map.groupBy(tests, (test) => test.kind).values()) {
    const inOrder = [...slots].sort(byOpening);
    inOrder.forEach((slot, index) => {
      const isStoodFor = inOrder.slice(index + 1).some((later) => done.has(later.test) && standsFor(later, slot));
      if (!done.has(slot.test) && isStoodFor) missed.add(slot.test);
    });
  }
  return missed;
};

/** Tests that are still to be done: asked for, not done, not waived, and not overtaken by a later one. Earliest due first. */
export const stillToBeDone = <Test extends Asked>(
  tests: readonly Test[],
  { done, waived }: { readonly done: Tests; readonly waived: Tests },
): readonly Test[] => {
  const missed = overtaken(tests, done);
  return tests
    .filter(({ test, required }) => required && !done.has(test) && !waived.has(test) && !missed.has(test))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
};
