import fc from 'fast-check';
import { hl7, testNhsNumber, type MessageForTest } from '@rms/hl7/testing';

/** Under which numbers a message names the patient: his first record's, or those of a second record made in error. */
export type Numbers = 'first' | 'second';

/** One thing that somebody or some machine does. */
export type Step =
  | { readonly kind: 'message'; readonly name: string; readonly of: (controlId: string) => Uint8Array }
  | { readonly kind: 'start'; readonly name: string; readonly record: Numbers; readonly anchorOn: string };

const identifiers: Readonly<Record<Numbers, { readonly nhsNumber: string; readonly hospitalNumber: string }>> = {
  first: { nhsNumber: testNhsNumber(3), hospitalNumber: 'H100001' },
  second: { nhsNumber: '', hospitalNumber: 'H100002' },
};
export const hospitalNumberOf = (numbers: Numbers): string => identifiers[numbers].hospitalNumber;

const person = { family: 'PROPERTY', given: 'Alan', bornOn: '19560505', sex: 'M', postcode: 'ZZ99 3ZZ' } as const;
const adt = (trigger: string, at: string, controlId: string): MessageForTest =>
  hl7(`ADT^${trigger}`, { controlId, at }).segment('EVN', trigger, at);

const registers = (record: Numbers, at: string): Step => ({
  kind: 'message',
  name: `A28 of the ${record} record`,
  of: (controlId) =>
    adt('A28', at, controlId)
      .patient({ ...person, ...identifiers[record] })
      .bytes(),
});
const corrects = (change: Partial<typeof person> | { readonly given?: string; readonly postcode?: string }, at: string): Step => ({
  kind: 'message',
  name: `A08 ${JSON.stringify(change)}`,
  of: (controlId) =>
    adt('A08', at, controlId)
      .patient({ ...person, ...identifiers.first, ...change })
      .bytes(),
});
const saysOfHisDeath = (died: 'Y' | 'N', at: string): Step => ({
  kind: 'message',
  name: `A08, died ${died}`,
  of: (controlId) =>
    adt('A08', at, controlId)
      .patient({ ...person, ...identifiers.first, died })
      .bytes(),
});
const merges = (at: string): Step => ({
  kind: 'message',
  name: 'A40 of the second record into the first',
  of: (controlId) =>
    adt('A40', at, controlId)
      .patient({ ...person, ...identifiers.first })
      .segment('MRG', `${identifiers.second.hospitalNumber}^^^RTEST^MR`)
      .bytes(),
});
interface Reported {
  readonly day: string;
  readonly value: string;
  readonly status: string;
  readonly at: string;
  readonly numbers: Numbers;
}
const reports = ({ day, value, status, at, numbers }: Reported): Step => ({
  kind: 'message',
  name: `ORU ${status} ${value} of ${day}, as ${numbers}`,
  of: (controlId) =>
    hl7('ORU^R01', { controlId, at })
      .patient({ ...person, ...identifiers[numbers] })
      .order({ filler: `L${day}`, at: `${day}0830`, status })
      .result({ value, status, at: `${day}0830` })
      .bytes(),
});

const days = ['20250801', '20251101', '20260201', '20260302'];
const values = ['<0.01', '0.05', '0.19', '0.20', '0.24', '0.31', '1.4', 'HAEMOLYSED'];
/** Chains that a laboratory can send about one sample. */
const chains: readonly (readonly string[])[] = [['F'], ['P', 'F'], ['F', 'C'], ['F', 'W'], ['F', 'C', 'W'], ['F', 'C', 'C'], ['P']];

const sampleArbitrary = (day: string, nth: number): fc.Arbitrary<readonly Step[]> =>
  fc
    .record({
      chain: fc.constantFrom(...chains),
      values: fc.array(fc.constantFrom(...values), { minLength: 3, maxLength: 3 }),
      numbers: fc.constantFrom<Numbers>('first', 'first', 'second'),
    })
    .map(({ chain, values: told, numbers }) =>
      chain.map((status, index) =>
        reports({ day, value: told[index] ?? '0.05', status, numbers, at: `2026030${String(nth + 2)}1${String(index)}0000` }),
      ),
    );

/** Everything that happens to one patient, in the order in which it happened in the world. */
export const storyArbitrary: fc.Arbitrary<readonly Step[]> = fc
  .record({
    isTwice: fc.boolean(),
    changes: fc.subarray([
      corrects({ given: 'Allan' }, '20260302090000'),
      corrects({ postcode: 'ZZ99 4ZZ' }, '20260303090000'),
      corrects({ given: 'Alun' }, '20260304090000'),
    ]),
    startsOn: fc.constantFrom<Numbers>('first', 'second'),
    samples: fc.tuple(...days.map(sampleArbitrary)),
    asked: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
  })
  .map(({ isTwice, changes, startsOn, samples, asked }) => [
    registers('first', '20260301090000'),
    ...(isTwice ? [registers('second', '20260301100000'), merges('20260305090000')] : []),
    ...changes,
    { kind: 'start', name: 'start', record: isTwice ? startsOn : 'first', anchorOn: '2025-06-01' } as const,
    // Where there is no second record, nobody knows its number.
    ...asked.flatMap((nth) => samples[nth] ?? []).filter((step) => isTwice || !step.name.endsWith('second')),
  ]);

/** The same, and then he is said to have died, and perhaps not to have. */
export const storyWithADeathArbitrary: fc.Arbitrary<readonly Step[]> = fc
  .record({
    story: storyArbitrary,
    said: fc.constantFrom<readonly ('Y' | 'N')[]>(['Y'], ['Y', 'N'], ['Y', 'N', 'Y']),
  })
  .map(({ story, said }) => [...story, ...said.map((died, nth) => saysOfHisDeath(died, `2026030${String(nth + 6)}180000`))]);

/** What is done, in some order, with some things done again, and where it is waited for the dust to settle. */
export interface Telling {
  readonly steps: readonly { readonly step: Step; readonly controlId: string; readonly waits: boolean }[];
}

const startsAfterItsRegistration = (order: readonly Step[]): readonly Step[] => {
  const start = order.findIndex((step) => step.kind === 'start');
  const found = order[start];
  if (found?.kind !== 'start') return order;
  const registration = order.findIndex((step) => step.name === `A28 of the ${found.record} record`);
  if (registration < start) return order;
  return [...order.slice(0, start), ...order.slice(start + 1, registration + 1), found, ...order.slice(registration + 1)];
};

/** The same story in any order that a person could cause: a start follows its registration; the rest may come as it likes, and twice. */
export const tellingArbitrary = (story: readonly Step[]): fc.Arbitrary<Telling> =>
  fc
    .record({
      order: fc.shuffledSubarray([...story.keys()], { minLength: story.length, maxLength: story.length }),
      again: fc.array(fc.record({ which: fc.nat(story.length - 1), after: fc.nat(), renumbered: fc.boolean() }), { maxLength: 4 }),
      waits: fc.array(fc.boolean(), { minLength: story.length + 4, maxLength: story.length + 4 }),
    })
    .map(({ order, again, waits }) => {
      const told = startsAfterItsRegistration(order.map((index) => story[index]).filter((step) => step !== undefined)).map((step) => ({
        step,
        controlId: `C${String(story.indexOf(step))}`,
      }));
      for (const { which, after, renumbered } of again) {
        const step = story[which];
        const first = told.findIndex((one) => one.step === step);
        if (step?.kind !== 'message') continue;
        told.splice(first + 1 + (after % (told.length - first)), 0, {
          step,
          controlId: renumbered ? `D${String(which)}${String(after)}` : `C${String(which)}`,
        });
      }
      return { steps: told.map((one, index) => ({ ...one, waits: waits[index] ?? false })) };
    });

/** The story as it happened, each thing once, with a rest after each. */
export const asItHappened = (story: readonly Step[]): Telling => ({
  steps: story.map((step, index) => ({ step, controlId: `C${String(index)}`, waits: true })),
});

export const wordsOf = ({ steps }: Telling): string =>
  steps.map(({ step, controlId, waits }) => `${controlId} ${step.name}${waits ? ', then wait' : ''}`).join('\n');
