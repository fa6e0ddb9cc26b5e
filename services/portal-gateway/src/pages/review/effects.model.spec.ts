import { describe, expect, it } from '@jest/globals';
import type { ReviewDecision } from '@rms/contracts';
import { file, followUp, patient, scheduled } from '../../patient-page/patient-file.fixture.js';
import { effectsOf } from './effects.model.js';

const planned = followUp({ tests: [scheduled('t2', '2027-03-04'), scheduled('t1', '2026-09-14')] });
const of = (decision: ReviewDecision, copy = planned) => effectsOf(file(), copy, { decision });
const decisions: readonly ReviewDecision[] = [
  { kind: 'continue' },
  { kind: 'repeat', by: '2026-04-15' },
  { kind: 'recall', by: '2026-03-18' },
  { kind: 'end', because: 'schedule-complete' },
];

describe('what recording a decision will do', () => {
  it.each(decisions)('to continue, repeat, recall or end: $kind closes the task, and patient and GP are written to', (decision) => {
    const { effects } = effectsOf(file(), planned, { decision, review: { result: 'r1' } });
    expect(effects).toHaveLength(3);
    expect(effects[0]?.strong).toBe('Your task closes.');
    expect(effects[2]?.strong).toBe('Patient and GP are written to');
  });
  it('tells nobody by letter where nothing was decided about a result and nothing changes, or the patient is followed elsewhere', () => {
    for (const decision of [{ kind: 'continue' }, { kind: 'end', because: 'followed-under-another-record' }] as const)
      expect(of(decision).effects[2]?.strong).toBe('Nobody is written to');
  });
  it('to continue adds nothing: the next planned test is next', () => {
    expect(of({ kind: 'continue' })).toMatchObject({
      decision: 'Continue as planned',
      effects: [{}, { strong: 'Nothing is added.', text: 'The planned tests go on.' }, {}],
      dates: [
        { what: 'Next action', now: 'This review, today', after: 'PSA, 14 September 2026', changes: true },
        { what: 'Next planned test', now: 'PSA, 14 September 2026', after: 'PSA, 14 September 2026, unchanged', changes: false },
      ],
    });
  });
  it('to repeat asks for one more test and leaves the planned ones', () => {
    expect(of({ kind: 'repeat', by: '2026-04-15' })).toMatchObject({
      decision: 'Repeat the test by 15 April 2026',
      effects: [{}, { strong: 'One extra test', text: 'is asked for, by 15 April 2026. Planned tests stay as they are.' }, {}],
      dates: [{ after: 'Repeat test by 15 April 2026' }, { after: 'PSA, 14 September 2026, unchanged', changes: false }],
    });
  });
  it('to recall gives the booking team a task and says by when he is to be seen', () => {
    const { decision, effects, dates } = of({ kind: 'recall', by: '2026-03-18' });
    expect(decision).toBe('Recall to clinic by 18 March 2026');
    expect(effects[1]?.text).toBe(
      '“Clinic to book”, goes to the booking team today. He is to be seen by 18 March 2026. Planned tests stay as they are.',
    );
    expect(dates).toMatchObject([{ after: 'Clinic, by 18 March 2026' }, { changes: false }]);
  });
  it('to end takes the planned test away, and says so', () => {
    expect(of({ kind: 'end', because: 'schedule-complete' })).toMatchObject({
      decision: 'End this follow-up, the schedule is complete',
      effects: [{}, { strong: 'Follow-up ends', text: 'today. No more tests are asked for.' }, {}],
      dates: [
        { after: 'None: follow-up has ended', changes: true },
        { now: 'PSA, 14 September 2026', after: 'None', changes: true },
      ],
    });
    expect(of({ kind: 'end', because: 'followed-under-another-record' }).decision).toBe(
      'End this follow-up, followed under another record',
    );
  });
  it('says that none is planned where none is', () => {
    expect(of({ kind: 'continue' }, followUp()).dates[1]).toMatchObject({ now: 'None planned', after: 'None planned, unchanged' });
  });
  it('counts as next neither a test that is done nor one from before the follow-up', () => {
    const tests = [scheduled('past', '2025-01-01', { required: false }), scheduled('done', '2026-03-01'), scheduled('next', '2026-09-14')];
    const copy = followUp({ tests, done: { done: { result: 'r1', on: '2026-03-02' } } });
    expect(of({ kind: 'continue' }, copy).dates[1]?.now).toBe('PSA, 14 September 2026');
  });
  it('says she of a woman, and the patient where the record does not say', () => {
    const text = (sex: 'female' | 'other') =>
      effectsOf(file({ patient: patient({ demographics: { ...patient().demographics, sex } }) }), planned, {
        decision: { kind: 'recall', by: '2026-03-18' },
      }).effects[1]?.text;
    expect(text('female')).toContain('She is to be seen');
    expect(text('other')).toContain('The patient is to be seen');
  });
});
