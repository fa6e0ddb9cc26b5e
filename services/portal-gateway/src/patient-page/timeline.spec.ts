import { describe, expect, it } from '@jest/globals';
import type { Report } from '@rms/contracts';
import type { ReadingCopy } from '../copies/follow-ups.projection.js';
import { byId, context, decided, file, followUp, letter, psa, reading, result, scan, task } from './patient-file.fixture.js';
import type { PatientFile } from './patient-file.js';
import { decisionWords, timelineOf } from './timeline.js';

const timeline = (more: Partial<PatientFile>) => timelineOf(file(more), context);
const ofResult = (reports: readonly Report[], ...readings: readonly ReadingCopy[]) =>
  timeline({
    results: [result('r1', ...reports)],
    followUps: readings.length === 0 ? [] : [followUp({ startedAt: '2020-01-01T09:00:00.000Z', readings: byId('result', ...readings) })],
  }).filter((each) => each.by === 'Northmoor laboratory');

describe('a result on the timeline', () => {
  it('is told with value, status and sample, by its laboratory', () => {
    expect(ofResult([psa('0.03', '2026-03-02')])).toEqual([
      {
        at: '2026-03-02T16:21:00.000Z',
        when: '2 March 2026, 16:21',
        text: 'PSA 0.03 ug/L received (final), sample of 2 March 2026.',
        by: 'Northmoor laboratory',
        mark: false,
      },
    ]);
  });
  it('without a unit ends without a space', () => {
    expect(ofResult([psa('haemolysed', '2026-03-02', { unit: '' })])[0]?.text).toMatch(/^PSA haemolysed received/);
  });
  it.each([
    ['unconfirmed-rise', true],
    ['biochemical-recurrence-suspected', true],
    ['cannot-be-interpreted', true],
    ['under-limit', false],
    ['shown-only', false],
  ] as const)('read as %s is marked: %s', (name, mark) => {
    expect(ofResult([psa('0.27', '2026-03-02')], reading('r1', { reading: name }))[0]?.mark).toBe(mark);
  });
  it('that was corrected says both values and is marked; its first report is kept, and no longer marked', () => {
    const reports = [psa('0.11', '2026-03-02'), psa('0.21', '2026-03-02', { status: 'corrected' })];
    expect(ofResult(reports, reading('r1', { reading: 'unconfirmed-rise' })).map(({ text, mark }) => [text, mark])).toEqual([
      ['The laboratory corrected the PSA of 2 March 2026 from 0.11 to 0.21 ug/L.', true],
      ['PSA 0.11 ug/L received (final), sample of 2 March 2026.', false],
    ]);
  });
  it('is called what the protocol calls it, also when no reading of it stands any more', () => {
    const report = psa('0.45', '2026-03-02', { codeText: 'Prostate specific antigen' });
    const copy = { results: [result('r1', report, { ...report, status: 'withdrawn' })], followUps: [followUp()] };
    expect(timeline(copy).find(({ by }) => by === 'Northmoor laboratory')?.text).toBe('The laboratory took back the PSA of 2 March 2026.');
    expect(timeline({ results: copy.results }).at(-1)?.text).toMatch(/^Prostate specific antigen 0.45/);
  });
  it('that came again with the same value is told as received again', () => {
    const again = [psa('0.11', '2026-03-02', { status: 'preliminary' }), psa('0.11', '2026-03-02')];
    expect(ofResult(again).map((each) => each.text)).toEqual([
      'PSA 0.11 ug/L received (final), sample of 2 March 2026.',
      'PSA 0.11 ug/L received (preliminary), sample of 2 March 2026.',
    ]);
  });
  it('that is a report is told by its code and its side', () => {
    const told = (...reports: readonly Report[]) =>
      timeline({ results: [result('r1', ...reports)] })
        .filter((each) => each.by === 'Northmoor radiology')
        .map((each) => each.text);
    expect(told(scan('S1', 'left', '2026-03-02'), scan('S4', 'left', '2026-03-02', { status: 'corrected' }))).toEqual([
      'The sender corrected the Scan, conclusion of 2 March 2026 from S1 Words, left to S4 Words, left.',
      'Scan, conclusion S1 Words, left received (final), done on 2 March 2026.',
    ]);
  });
  it.each(['withdrawn', 'deleted'] as const)('that was %s says that the laboratory took it back', (status) => {
    expect(ofResult([psa('0.45', '2026-03-02'), psa('0.45', '2026-03-02', { status })])[0]).toMatchObject({
      text: 'The laboratory took back the PSA of 2 March 2026.',
      mark: true,
    });
  });
});

describe('the timeline', () => {
  it('tells start, decisions and end of a follow-up by name', () => {
    const again = {
      at: '2026-03-02T09:00:00.000Z',
      because: 'transferred',
      wentOnAt: '2026-03-03T11:00:00.000Z',
      wentOnBecause: 'result',
    } as const;
    const ended = followUp({
      formerEnds: [again],
      decisions: [decided({ kind: 'recall', by: '2026-03-18' }, { person: 'david' })],
      phase: 'ended',
      endedBecause: 'patient-died',
      endedAt: '2026-03-04T09:00:00.000Z',
    });
    expect(timeline({ followUps: [ended] }).map(({ text, by, mark }) => [text, by, mark])).toEqual([
      ['Follow-up ended: the patient died.', 'Follow-up', true],
      ['Follow-up goes on: a result has come or changed since that somebody must look at.', 'Follow-up', true],
      ['Reviewed: recall to clinic by 18 March 2026. Reason: Repeat first', 'David Penrose', false],
      ['Follow-up ended: followed by another team or hospital.', 'Follow-up', true],
      ['Follow-up started: prostate, after radical prostatectomy, self management.', 'Ruth Adeyemi', false],
    ]);
  });
  it('tells to whom a task was given: a person by name, else the team', () => {
    const owner = { teamName: 'Urology nurses', role: 'clinical-nurse-specialist', person: 'ruth' };
    expect(timeline({ tasks: [task(), task({ owner })] }).map((each) => each.text)).toEqual(
      expect.arrayContaining([
        'Task given to Urology nurses: result to review, by 5 March 2026.',
        'Task given to Ruth Adeyemi: result to review, by 5 March 2026.',
      ]),
    );
  });
  it('tells what letter is owed by when', () => {
    expect(timeline({ letters: [letter()] })[0]?.text).toBe('A letter is owed by 9 March 2026: PSA under the limit.');
  });
  it('is newest first, whatever it is about', () => {
    const all = timeline({
      results: [result('r1', psa('0.27', '2026-03-02'))],
      followUps: [followUp()],
      tasks: [task()],
      letters: [letter()],
    });
    expect(all.map((each) => each.by)).toEqual(['Worklist', 'Letters', 'Northmoor laboratory', 'Ruth Adeyemi']);
  });
  it('of an empty file is empty', () => {
    expect(timeline({})).toEqual([]);
  });
});

describe('a decision in words', () => {
  it.each([
    [{ kind: 'continue' } as const, 'continue as planned'],
    [{ kind: 'repeat', by: '2026-04-15' } as const, 'repeat the test by 15 April 2026'],
    [{ kind: 'recall', by: '2026-03-18' } as const, 'recall to clinic by 18 March 2026'],
    [{ kind: 'end', because: 'schedule-complete' } as const, 'end this follow-up, the schedule is complete'],
    [{ kind: 'end', because: 'followed-under-another-record' } as const, 'end this follow-up, followed under another record'],
  ])('%j', (decision, words) => expect(decisionWords(decision)).toBe(words));
});
