import { describe, expect, it } from '@jest/globals';
import type { Report } from '@rms/contracts';
import { imaging } from '@rms/protocols/testing';
import { starterProtocol } from '@rms/protocols/starters';
import type { ReadingCopy } from '../copies/follow-ups.projection.js';
import { byId, followUp, protocol, psa, reading, result, scan } from './patient-file.fixture.js';
import { resultRows } from './result-rows.js';

const rule = protocol.rules[0]!;
const rowsOf = (...reports: readonly Report[]) => resultRows([result('r1', ...reports)], followUp(), rule);
const rowOf = (...reports: readonly Report[]) => rowsOf(...reports)[0]!;

describe('a row of the result table', () => {
  it('shows the number as the laboratory gave it, when it was taken, by whom and when it came', () => {
    expect(rowOf(psa('0.20', '2026-03-02'))).toMatchObject({
      taken: '2 March 2026',
      shown: '0.20',
      laboratory: 'Northmoor laboratory',
      receivedAt: '2026-03-02T16:21:00.000Z',
    });
  });
  it.each([
    ['0.19', 'Under limit', false],
    ['0.20', 'At the limit', true],
    ['0.27', '0.07 above limit', true],
    ['>100', 'Above limit', true],
    ['<0.01', 'Not measurable', false],
    ['<0.5', 'Either side of the limit', false],
    ['>0.1', 'Either side of the limit', false],
    ['haemolysed', 'Cannot be read as a number', false],
  ])('%s against a limit of 0.2: %s', (raw, against, over) => {
    expect(rowOf(psa(raw, '2026-03-02'))).toMatchObject({ against, over });
  });
  it('compares with the limit its own reading used, not with today’s', () => {
    const limit = { value: 0.4, unit: 'ng/mL', source: 'personal' } as const;
    const copy = followUp({ readings: byId('result', reading('r1', { limit })) });
    expect(resultRows([result('r1', psa('0.27', '2026-03-02'))], copy, rule)).toMatchObject([{ against: 'Under limit', over: false }]);
  });
  it('never marks a preliminary value as over, and says that it was not read', () => {
    expect(rowOf(psa('0.45', '2026-03-02', { status: 'preliminary' }))).toMatchObject({
      against: 'Preliminary, not read',
      note: 'Preliminary',
      over: false,
      plotted: 0.45,
    });
  });
  it.each(['<0.01', '<=0.01'])('marks %s as too low to measure', (raw) => {
    expect(rowOf(psa(raw, '2026-03-02'))).toMatchObject({ censored: true, plotted: 0.01 });
  });
  it.each(['0.01', '>100'])('does not mark %s as too low to measure', (raw) => {
    expect(rowOf(psa(raw, '2026-03-02')).censored).toBe(false);
  });
  it('draws no point for what is no number', () => {
    expect(rowOf(psa('haemolysed', '2026-03-02'))).toMatchObject({ shown: 'haemolysed', plotted: undefined, censored: false });
    expect(rowOf(psa('', '2026-03-02')).shown).toBe('no value');
  });
  it('in another unit is in the table with its unit, and is neither drawn nor marked', () => {
    expect(rowOf(psa('1.20', '2026-03-02', { unit: 'nmol/L' }))).toMatchObject({ shown: '1.20 nmol/L', plotted: undefined, over: false });
    expect(rowOf(psa('1.20', '2026-03-02', { unit: '' }))).toMatchObject({ shown: '1.20 (no unit)', plotted: undefined });
  });
  it('in the same unit spelled otherwise is drawn', () => {
    expect(rowOf(psa('0.27', '2026-03-02', { unit: 'µg/L' }))).toMatchObject({ shown: '0.27', plotted: 0.27, over: true });
  });
  it('says what a corrected value was', () => {
    expect(rowOf(psa('0.11', '2026-03-02'), psa('0.21', '2026-03-02', { status: 'corrected' }))).toMatchObject({
      shown: '0.21',
      note: 'Corrected, was 0.11',
    });
  });
  it('says nothing of a correction that left the value as it was', () => {
    expect(rowOf(psa('0.21', '2026-03-02'), psa('0.21', '2026-03-02', { status: 'corrected' })).note).toBeUndefined();
  });
});

describe('a row of a report', () => {
  const rule_ = imaging.rules[0]!;
  const row = (report: Report, read?: ReadingCopy) =>
    resultRows([result('r1', report)], followUp(read === undefined ? {} : { readings: byId('result', read) }), rule_)[0];
  it.each([
    ['report-reassuring', 'Reassuring', false],
    ['report-needs-action', 'Asks for action', true],
    ['cannot-be-interpreted', 'Cannot be interpreted', false],
    ['shown-only', 'Preliminary, not read', false],
  ] as const)('read as %s says %s and draws nothing', (name, against, over) =>
    expect(row(scan('S4', 'right', '2026-03-02'), reading('r1', { reading: name }))).toMatchObject({
      shown: 'S4 Words, right',
      against,
      over,
      plotted: undefined,
    }),
  );
  it('that has not been read says so', () => expect(row(scan('S1', 'left', '2026-03-02'))?.against).toBe('Not read yet'));
  it('shows words as they came', () =>
    expect(row(scan('S1', 'left', '2026-03-02', { value: { kind: 'not-a-number', unit: '', raw: 'Normal.' } }))?.shown).toBe('Normal.'));
});

describe('a row while there is no limit', () => {
  it('says so and is not over', () => {
    const counted = starterProtocol('prostate-after-radiotherapy').rules[0]!;
    const { limit: _, protocolLimit: __, ...copy } = followUp();
    expect(resultRows([result('r1', psa('3.1', '2026-03-02'))], copy, counted)).toMatchObject([
      { against: 'No limit yet', over: false, plotted: 3.1 },
    ]);
  });
});

describe('the result table', () => {
  it('is in the order of sampling, and two samples of one day always in the same order', () => {
    const copies = [result('b', psa('0.1', '2026-01-02')), result('c', psa('0.2', '2025-06-01')), result('a', psa('0.3', '2026-01-02'))];
    expect(resultRows(copies, followUp(), rule).map((row) => row.result)).toEqual(['c', 'a', 'b']);
  });
  it.each(['withdrawn', 'deleted', 'not-obtained'] as const)('leaves out a result that is %s', (status) => {
    expect(rowsOf(psa('0.27', '2026-03-02'), psa('0.27', '2026-03-02', { status }))).toEqual([]);
  });
  it('leaves out what was taken before or on the day of treatment', () => {
    expect(rowsOf(psa('4.1', '2023-03-04'))).toEqual([]);
    expect(rowsOf(psa('0.1', '2023-03-05'))).toHaveLength(1);
  });
  it('leaves out other tests', () => {
    expect(rowsOf(psa('80', '2026-03-02', { analyte: 'creatinine' }))).toEqual([]);
  });
  it('shows what has been read where the protocol is not known here, and holds it against nothing', () => {
    const copies = [result('r1', psa('0.1', '2026-03-02')), result('r2', psa('80', '2026-03-02', { analyte: 'creatinine' }))];
    const copy = followUp({ readings: byId('result', reading('r1')) });
    expect(resultRows(copies, copy, undefined).map((row) => [row.result, row.plotted])).toEqual([['r1', undefined]]);
  });
});
