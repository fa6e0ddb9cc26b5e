import { describe, expect, it } from '@jest/globals';
import { parseCivilDate, parseQuantity, type CivilDate } from '@rms/nhs';
import fc from 'fast-check';
import { starterProtocol } from './embedded/starter-protocols.js';
import { readSeries, type ReadingContext, type SeriesResult } from './index.js';

const protocol = starterProtocol('prostate-after-radiotherapy');
const on = (text: string): CivilDate => parseCivilDate(text)!;
const context: ReadingContext = {
  rule: protocol.rules[0]!,
  anchorOn: on('2023-01-10'),
  protocolTitle: protocol.title,
  protocolVersion: protocol.version,
};
const psa = (raw: string, date: string, more: { unit?: string; status?: SeriesResult['status']; result?: string } = {}): SeriesResult => {
  const parsed = parseQuantity(raw);
  const unit = more.unit ?? 'ng/mL';
  return {
    result: more.result ?? `${date} ${raw}`,
    sampledOn: on(date),
    status: more.status ?? 'final',
    value: parsed.ok ? { kind: 'quantity', unit, raw, ...parsed.value } : { kind: 'not-a-number', unit, raw },
  };
};
const read = (...results: readonly SeriesResult[]) => readSeries(context, results);
const names = (...results: readonly SeriesResult[]) => read(...results).map((r) => r.reading);
const lowest = psa('0.40', '2024-07-01');

describe('PSA after radiotherapy', () => {
  it.each([
    ['2.39', 'under-limit'],
    ['2.40', 'unconfirmed-rise'],
    ['2.41', 'unconfirmed-rise'],
    ['<2.40', 'under-limit'],
    ['<2.41', 'cannot-be-interpreted'],
    ['>2.40', 'unconfirmed-rise'],
    ['>2.39', 'cannot-be-interpreted'],
  ])('with 0.40 as the lowest value, %s is read as %s', (raw, reading) => expect(names(lowest, psa(raw, '2025-07-01'))[1]).toBe(reading));
  it('holds each value against the lowest up to its sample, not against one that came later', () => {
    const readings = read(psa('1.10', '2023-07-01'), psa('0.60', '2024-01-01'), psa('2.70', '2024-07-01'), psa('0.30', '2025-01-01'));
    expect(readings.map((r) => [r.reading, r.limit?.value, r.limit?.nadir?.shown])).toEqual([
      ['under-limit', 3.1, '1.10'],
      ['under-limit', 2.6, '0.60'],
      ['unconfirmed-rise', 2.6, '0.60'],
      ['under-limit', 2.3, '0.30'],
    ]);
  });
  it('a second day at or above the limit is suspected recurrence, also after a lower value', () => {
    expect(names(lowest, psa('2.4', '2025-01-01'), psa('2.4', '2025-02-10'))).toEqual([
      'under-limit',
      'unconfirmed-rise',
      'biochemical-recurrence-suspected',
    ]);
    expect(names(lowest, psa('2.4', '2025-01-01'), psa('0.9', '2025-02-10'), psa('2.5', '2025-08-01')).at(-1)).toBe(
      'biochemical-recurrence-suspected',
    );
  });
  it('two reports of one day are one sample and confirm nothing', () =>
    expect(names(lowest, psa('2.4', '2025-01-01', { result: 'a' }), psa('2.5', '2025-01-01', { result: 'b' }))).toEqual([
      'under-limit',
      'unconfirmed-rise',
      'unconfirmed-rise',
    ]));
  it('proposes a repeat because PSA can bounce, and names the lowest value, its day and the sum', () => {
    const [, rise] = read(lowest, psa('2.60', '2025-03-04'));
    expect(rise).toMatchObject({
      limit: { value: 2.4, unit: 'ng/mL', source: 'protocol', nadir: { shown: '0.40', on: '2024-07-01', plus: 2 } },
      asks: { seriousness: 2, repeatBy: '2025-04-15' },
    });
    expect(rise!.sentence).toBe(
      'PSA 2.60 ng/mL on 4 March 2025 is at or above the limit of 2.40 ng/mL, for the first time since treatment. The lowest value since treatment is 0.40 ng/mL on 1 July 2024 and the limit is 2.00 above it. After radiotherapy PSA can rise for a while and fall again by itself (“bounce”): the rule asks for a repeat before it is called a recurrence. Rule: PSA 2.0 ng/mL or more above the lowest value since treatment, then a second result at or above that limit. Protocol: Prostate, after radiotherapy, version 1. Source: Roach and others 2006, International Journal of Radiation Oncology Biology Physics 65:965 (Phoenix definition).',
    );
  });
  it('says that the lowest value may still be to come, until 18 months after treatment', () => {
    expect(read(psa('0.9', '2024-07-09'))[0]!.sentence).toContain('It can still fall until about 10 July 2024');
    expect(read(psa('0.9', '2024-07-10'))[0]!.sentence).not.toContain('can still fall');
  });
  it('counts a value too low to measure as nothing, so that the limit is as low as it can be', () => {
    const [first, second] = read(psa('<0.1', '2024-07-01'), psa('2.0', '2025-01-01'));
    expect(first).toMatchObject({ reading: 'under-limit', limit: { value: 2, nadir: { shown: '<0.1' } } });
    expect(second).toMatchObject({ reading: 'unconfirmed-rise', limit: { value: 2 } });
    expect(second!.sentence).toContain('<0.1 ng/mL on 1 July 2024, too low to measure and counted as 0,');
  });
  it.each([
    ['1.99', 'under-limit'],
    ['2.00', 'no-nadir-yet'],
    ['7.1', 'no-nadir-yet'],
    ['>100', 'no-nadir-yet'],
    ['<2.0', 'under-limit'],
    ['<2.1', 'cannot-be-interpreted'],
  ])('with nothing to count from, a first value of %s is read as %s', (raw, reading) =>
    expect(names(psa(raw, '2023-04-01'))).toEqual([reading]),
  );
  it('a first value with nothing to count from goes to a clinician, says so, and is counted from afterwards', () => {
    const [first, second] = read(psa('3.50', '2023-04-01'), psa('3.90', '2023-10-01'));
    expect(first).toMatchObject({ reading: 'no-nadir-yet', asks: { seriousness: 3 } });
    expect(first!.limit).toBeUndefined();
    expect(first!.sentence).toContain('there is no lowest value yet to count from');
    expect(second).toMatchObject({ reading: 'under-limit', limit: { value: 5.5, nadir: { shown: '3.50' } } });
  });
  it.each([
    ['0.01', { status: 'preliminary' as const }],
    ['0.01', { unit: 'nmol/L' }],
    ['insufficient', {}],
    ['>0.01', {}],
    ['-1', {}],
  ])('%s %j is never the lowest value', (raw, more) =>
    expect(read(lowest, psa(raw, '2024-12-01', more), psa('2.39', '2025-07-01'))[2]).toMatchObject({
      reading: 'under-limit',
      limit: { value: 2.4, nadir: { shown: '0.40' } },
    }),
  );
  it('reads against a personal limit while it is in force, and from the lowest value afterwards', () => {
    const own = { ...context, personal: { value: 4, unit: 'ng/mL', source: 'personal', untilOn: '2025-06-30' } as const };
    const readings = readSeries(own, [lowest, psa('3.0', '2025-06-30'), psa('3.0', '2025-07-01')]);
    expect(readings.map((r) => [r.reading, r.limit?.source, r.limit?.value])).toEqual([
      ['under-limit', 'personal', 4],
      ['under-limit', 'personal', 4],
      ['unconfirmed-rise', 'protocol', 2.4],
    ]);
    expect(readings[1]!.sentence).toContain('under the personal limit of 4.00 ng/mL');
  });
  it('adds without the dust of binary numbers', () => expect(read(psa('0.07', '2024-07-01'))[0]!.limit!.value).toBe(2.07));
  it('reads a set the same in whatever order it arrives', () => {
    const value = fc.constantFrom('<0.1', '0.05', '0.4', '1.99', '2.0', '2.1', '2.4', '3.9', '>100', 'x', '');
    const date = fc.constantFrom('2023-04-01', '2023-10-01', '2024-07-01', '2024-07-02', '2025-03-01');
    const set = fc.uniqueArray(fc.tuple(value, date, fc.constantFrom('final' as const, 'preliminary' as const)), {
      maxLength: 8,
      selector: ([v, d]) => `${d} ${v}`,
    });
    fc.assert(
      fc.property(
        set.chain((drawn) => fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length }))),
        ([drawn, shuffled]) => {
          const results = ([v, d, status]: (typeof drawn)[number]) => psa(v, d, { status });
          expect(read(...shuffled.map(results))).toEqual(read(...drawn.map(results)));
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});
