import { describe, expect, it } from '@jest/globals';
import type { Report, ResultStatus } from '@rms/contracts';
import { scenario } from '@rms/event-sourcing/testing';
import fc from 'fast-check';
import { resultDecider, type ResultCommand, type ResultEvent, type ResultState, type Version } from './result.aggregate.js';

const given = scenario(resultDecider);
const report = (raw: string, status: ResultStatus, hour: number): Report => ({
  analyte: 'psa',
  code: 'PSA',
  laboratory: 'Northmoor laboratory',
  feed: '00000000-0000-4000-8000-000000000001',
  status,
  value: { kind: 'quantity', value: Number(raw), decimals: 2, unit: 'ng/mL', raw },
  sampledOn: '2026-03-02',
  statusAt: `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`,
  notes: [],
  receipt: 1,
  messageSha256: 'a'.repeat(64),
});
const version = (raw: string, status: ResultStatus, hour: number, messageHour = hour): Version => ({
  report: report(raw, status, hour),
  messageAt: `2026-03-02T${String(messageHour).padStart(2, '0')}:30:00.000Z`,
});
const tell = (raw: string, status: ResultStatus, hour: number, messageHour = hour): ResultCommand => ({
  type: 'RecordReport',
  patient: 'p',
  version: version(raw, status, hour, messageHour),
  promotes: false,
});
const run = (...commands: ResultCommand[]): ResultEvent[] => {
  const events: ResultEvent[] = [];
  for (const c of commands) events.push(...given(...events).when(c).events);
  return events;
};
const types = (events: readonly ResultEvent[]) => events.map((e) => e.type);
const current = (events: readonly ResultEvent[]) => (given(...events).state as Extract<ResultState, { phase: 'reported' }>).current.report;

describe('a result', () => {
  it('is recorded, corrected and taken back by later reports', () =>
    expect(types(run(tell('0.11', 'final', 9), tell('0.21', 'corrected', 10), tell('0.21', 'withdrawn', 11)))).toEqual([
      'ResultRecorded',
      'ResultCorrected',
      'ResultRetracted',
    ]));
  it('reported again in the same words is nothing new (INV-08)', () =>
    given(...run(tell('0.11', 'final', 9)))
      .when(tell('0.11', 'final', 9, 12))
      .thenNothing());
  it('is not overwritten by an earlier report that arrives late, which is kept (INV-09)', () => {
    const events = run(tell('0.21', 'corrected', 10), tell('0.11', 'final', 9));
    expect(types(events)).toEqual(['ResultRecorded', 'EarlierReportArrived']);
    expect(current(events).value.raw).toBe('0.21');
  });
  it('stays withdrawn when its first report arrives after the withdrawal', () =>
    expect(current(run(tell('0.11', 'withdrawn', 10), tell('0.11', 'final', 9))).status).toBe('withdrawn'));
  it('prefers correction over first report, and withdrawal over both, when the laboratory gives them one time', () => {
    expect(current(run(tell('0.21', 'corrected', 9, 10), tell('0.11', 'final', 9, 11))).value.raw).toBe('0.21');
    expect(current(run(tell('0.11', 'withdrawn', 9, 10), tell('0.21', 'corrected', 9, 11))).status).toBe('withdrawn');
  });
  it('that was preliminary becomes final without being sent again', () => {
    const promote: ResultCommand = {
      type: 'RecordReport',
      patient: 'p',
      promotes: true,
      version: { ...version('', 'final', 10), report: { ...report('', 'final', 10), value: { kind: 'not-a-number', raw: '', unit: '' } } },
    };
    expect(current(run(tell('0.11', 'preliminary', 9), promote))).toMatchObject({ status: 'final', value: { raw: '0.11' } });
    given().when(promote).thenRefused('nothing-to-promote');
  });
  it('moves to another record of the same patient, once', () => {
    const events = run(tell('0.11', 'final', 9));
    given(...events)
      .when({ type: 'ReassignResult', to: 'q' })
      .then({ type: 'ResultReassigned', to: 'q', from: 'p' });
    given(...events, { type: 'ResultReassigned', to: 'q', from: 'p' })
      .when({ type: 'ReassignResult', to: 'q' })
      .thenNothing();
  });
  it('is the same whatever order its reports come in', () => {
    const reports = [
      tell('0.11', 'preliminary', 8),
      tell('0.11', 'final', 9),
      tell('0.21', 'corrected', 10),
      tell('0.22', 'corrected', 10, 12),
      tell('0.3', 'final', 9, 13),
    ];
    const straight = current(run(...reports));
    fc.assert(
      fc.property(fc.shuffledSubarray(reports, { minLength: reports.length }), (shuffled) => {
        expect(current(run(...shuffled, ...shuffled))).toEqual(straight);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
