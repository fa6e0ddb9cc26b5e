import { describe, expect, it } from '@jest/globals';
import { parseCivilDate, parseQuantity, type CivilDate } from '@rms/nhs';
import fc from 'fast-check';
import { starterProtocol } from './embedded/starter-protocols.js';
import { readSeries, type ReadingContext, type SeriesResult } from './index.js';

const protocol = starterProtocol('prostate-after-prostatectomy');
const on = (text: string): CivilDate => parseCivilDate(text)!;
const context: ReadingContext = {
  rule: protocol.rules[0]!,
  anchorOn: on('2025-01-01'),
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
const names = (results: readonly SeriesResult[], c = context) => readSeries(c, results).map((r) => r.reading);

describe('PSA after prostatectomy', () => {
  it('under the limit asks nobody to look', () => {
    const [reading] = readSeries(context, [psa('0.03', '2026-02-27')]);
    expect(reading).toMatchObject({ reading: 'under-limit', limit: { value: 0.2, source: 'protocol' } });
    expect(reading!.asks).toBeUndefined();
  });
  it('at 0.2 for the first time is an unconfirmed rise and proposes a repeat within 6 weeks of the sample', () => {
    expect(readSeries(context, [psa('0.20', '2026-01-12')])[0]).toMatchObject({
      reading: 'unconfirmed-rise',
      asks: { seriousness: 2, repeatBy: '2026-02-23' },
    });
  });
  it('at 0.2 a second time is suspected recurrence, on the cautious side of the cited definition', () => {
    expect(names([psa('0.2', '2026-01-12'), psa('0.2', '2026-03-02')])).toEqual(['unconfirmed-rise', 'biochemical-recurrence-suspected']);
  });
  it('counts an earlier rise even when a value under the limit lies between', () => {
    expect(names([psa('0.21', '2025-09-01'), psa('0.15', '2025-12-01'), psa('0.22', '2026-03-01')])).toEqual([
      'unconfirmed-rise',
      'under-limit',
      'biochemical-recurrence-suspected',
    ]);
  });
  it('says values, dates, limit, rule, protocol version and source in one sentence', () => {
    expect(readSeries(context, [psa('0.21', '2026-01-12'), psa('0.27', '2026-03-02')])[1]!.sentence).toBe(
      'PSA 0.27 ng/mL on 2 March 2026 is at or above the limit of 0.20 ng/mL, and so was 0.21 ng/mL on 12 January 2026. Two results meet the rule for suspected recurrence. Rule: PSA 0.2 ng/mL or more, then a second result of 0.2 or more. Protocol: Prostate, after radical prostatectomy, version 1. Source: American Urological Association, definition of biochemical recurrence after prostatectomy.',
    );
  });
  it.each([
    ['insufficient', 'ng/mL', 'it is not a number'],
    ['0.1', 'nmol/L', 'its unit “nmol/L” is not ng/mL'],
    ['0.1', '', 'the laboratory sent no unit'],
    ['<0.3', 'ng/mL', '“<0.3” can be on either side of the limit'],
    ['', 'ng/mL', 'the laboratory sent no value'],
  ])('%j in %j cannot be interpreted and asks a clinician', (raw, unit, why) => {
    const [reading] = readSeries(context, [psa(raw, '2026-03-02', { unit })]);
    expect(reading).toMatchObject({ reading: 'cannot-be-interpreted', asks: { seriousness: 3 } });
    expect(reading!.sentence).toContain(`cannot be interpreted: ${why}.`);
  });
  it('is not confirmed by a second report of the same day, which can be the same sample', () => {
    expect(
      names([psa('0.3', '2026-01-12', { result: 'a' }), psa('0.31', '2026-01-12', { result: 'b' }), psa('0.2', '2026-02-20')]),
    ).toEqual(['unconfirmed-rise', 'unconfirmed-rise', 'biochemical-recurrence-suspected']);
  });
  it('does not count an unreadable value as the first of two', () =>
    expect(names([psa('high', '2026-01-01'), psa('0.3', '2026-02-01')])).toEqual(['cannot-be-interpreted', 'unconfirmed-rise']));
  it('reads "<0.01" as under and ">100" as at or above', () =>
    expect(names([psa('<0.01', '2026-01-01'), psa('>100', '2026-02-01')])).toEqual(['under-limit', 'unconfirmed-rise']));
  it('shows a preliminary value without reading it', () =>
    expect(names([psa('0.5', '2026-01-01', { status: 'preliminary' }), psa('0.5', '2026-02-01')])).toEqual([
      'shown-only',
      'unconfirmed-rise',
    ]));
  it('reads against a personal limit while it is in force, and against the protocol’s afterwards', () => {
    const own = { ...context, personal: { value: 0.4, unit: 'ng/mL', source: 'personal', untilOn: '2026-01-31' } as const };
    const readings = readSeries(own, [psa('0.3', '2026-01-31'), psa('0.3', '2026-02-01')]);
    expect(readings.map((r) => [r.reading, r.limit?.source])).toEqual([
      ['under-limit', 'personal'],
      ['unconfirmed-rise', 'protocol'],
    ]);
    expect(readings[0]!.sentence).toContain('under the personal limit of 0.40 ng/mL');
  });
  it('never takes a code for a number, whatever the code', () => {
    const coded: SeriesResult = { ...psa('0.1', '2026-03-02'), value: { kind: 'coded', code: '0', system: 'L', text: '0.1', raw: '0' } };
    expect(readSeries(context, [coded])[0]!.sentence).toContain('cannot be interpreted: it is a code and not a number.');
  });
  it('reads a set the same in whatever order it arrives', () => {
    const series = [
      psa('0.1', '2025-06-01'),
      psa('0.2', '2025-09-01'),
      psa('x', '2025-10-01'),
      psa('0.3', '2025-12-01', { result: 'b' }),
      psa('0.25', '2025-12-01', { result: 'a' }),
    ];
    const straight = readSeries(context, series);
    fc.assert(
      fc.property(fc.shuffledSubarray(series, { minLength: series.length }), (shuffled) => {
        expect(readSeries(context, shuffled)).toEqual(straight);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});
