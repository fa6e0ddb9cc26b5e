import { describe, expect, it } from '@jest/globals';
import type { Report } from '@rms/contracts';
import { byId, followUp, protocol, psa, reading, result } from './patient-file.fixture.js';
import { resultRows } from './result-rows.js';

const rowsOf = (...reports: readonly Report[]) => resultRows([result('r1', ...reports)], followUp(), protocol);
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
    expect(resultRows([result('r1', psa('0.27', '2026-03-02'))], copy, protocol)).toMatchObject([{ against: 'Under limit', over: false }]);
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

describe('the result table', () => {
  it('is in the order of sampling, and two samples of one day always in the same order', () => {
    const copies = [result('b', psa('0.1', '2026-01-02')), result('c', psa('0.2', '2025-06-01')), result('a', psa('0.3', '2026-01-02'))];
    expect(resultRows(copies, followUp(), protocol).map((row) => row.result)).toEqual(['c', 'a', 'b']);
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
  it('shows PSA where the protocol is not known here', () => {
    expect(resultRows([result('r1', psa('0.1', '2026-03-02'))], followUp(), undefined)).toHaveLength(1);
  });
});
