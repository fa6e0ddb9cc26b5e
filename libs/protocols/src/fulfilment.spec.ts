import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fulfilments, overtaken, stillToBeDone, type Side } from './index.js';

const slot = (test: string, opensOn: string, side?: Side) => ({ test, kind: 'scan', opensOn, dueOn: opensOn, ...(side && { side }) });
const sample = (sampledOn: string, side?: Side) => ({
  result: `${sampledOn} ${side ?? ''}`,
  kind: 'scan',
  sampledOn,
  ...(side && { side }),
});
const done = (slots: ReturnType<typeof slot>[], ...samples: ReturnType<typeof sample>[]) => Object.fromEntries(fulfilments(slots, samples));

describe('a test of a side', () => {
  const left = [slot('first', '2026-01-01', 'left'), slot('second', '2027-01-01', 'left')];
  it.each<[Side | undefined, boolean]>([
    ['left', true],
    ['both', true],
    ['right', false],
    [undefined, false],
  ])('of the left is done by a report of %s: %s', (side, isDone) => expect('first' in done(left, sample('2026-02-01', side))).toBe(isDone));
  it('is not done by a wrong side before the right one comes', () =>
    expect(done(left, sample('2026-02-01', 'right'), sample('2026-03-01', 'left'))).toEqual({ first: '2026-03-01 left' }));
});

describe('a test of both sides', () => {
  const both = [slot('first', '2026-01-01', 'both'), slot('second', '2027-01-01', 'both')];
  it('is done by one report of both', () => expect(done(both, sample('2026-02-01', 'both'))).toEqual({ first: '2026-02-01 both' }));
  it('is done by the report with which both have been seen', () => {
    expect(done(both, sample('2026-02-01', 'left'))).toEqual({});
    expect(done(both, sample('2026-02-01', 'left'), sample('2026-02-09', 'right'))).toEqual({ first: '2026-02-09 right' });
  });
  it('does not count a side of the year before', () =>
    expect(done(both, sample('2026-02-01', 'left'), sample('2027-02-01', 'right'))).toEqual({}));
  it('keeps its window when one side is repeated meanwhile', () => {
    const slots = [...both, slot('repeat', '2026-02-10', 'left')];
    expect(done(slots, sample('2026-02-01', 'left'), sample('2026-02-12', 'right'), sample('2026-03-01', 'left'))).toEqual({
      first: '2026-02-12 right',
      repeat: '2026-03-01 left',
    });
  });
  it('is overtaken by a later one of both, and not by one of a single side', () => {
    const slots = [...both, slot('repeat', '2026-02-10', 'left')];
    expect([...overtaken(slots, new Map([['repeat', 'r']]))]).toEqual([]);
    expect([...overtaken(slots, new Map([['second', 'r']]))]).toEqual(['first', 'repeat']);
  });
});

it('is still to be done where it is asked for, and neither done nor waived nor overtaken, earliest due first', () => {
  const asked = (test: string, opensOn: string, required = true) => ({ ...slot(test, opensOn), required });
  const tests = [
    asked('last', '2028-01-01'),
    asked('next', '2027-06-01'),
    asked('waived', '2027-01-01'),
    asked('done', '2026-01-01'),
    asked('overtaken', '2025-01-01'),
    asked('before the start', '2029-01-01', false),
  ];
  const open = stillToBeDone(tests, { done: new Set(['done']), waived: new Set(['waived']) });
  expect(open.map(({ test }) => test)).toEqual(['next', 'last']);
});

it('depends on the set of samples and not on their order', () => {
  const slots = [slot('a', '2026-01-01', 'both'), slot('b', '2026-06-01', 'left'), slot('c', '2027-01-01', 'both')];
  const samples = [
    sample('2026-02-01', 'left'),
    sample('2026-02-01', 'right'),
    sample('2026-07-01', 'both'),
    sample('2027-03-01', 'right'),
    sample('2027-03-02'),
  ];
  const straight = fulfilments(slots, samples);
  fc.assert(
    fc.property(fc.shuffledSubarray(samples, { minLength: samples.length }), (shuffled) => {
      expect(fulfilments(slots, shuffled)).toEqual(straight);
    }),
    { seed: 1, numRuns: 50 },
  );
});
