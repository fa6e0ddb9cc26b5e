import { describe, expect, it } from '@jest/globals';
import { today } from '../../patient-page/patient-file.fixture.js';
import { offeredFor, readReview } from './review.reading.js';
import type { Values } from '../form.js';

const read = (values: Values) => readReview({ reason: 'Infection in January', ...values }, today);
const errorsOf = (values: Values) => {
  const answer = readReview(values, today);
  return answer.ok ? [] : answer.errors.map((error) => error.href);
};

describe('a decision on a review', () => {
  it.each([
    [{ decision: 'continue' }, { kind: 'continue' }],
    [
      { decision: 'repeat', weeks: '6' },
      { kind: 'repeat', by: '2026-04-15' },
    ],
    [
      { decision: 'recall', clinic: '2' },
      { kind: 'recall', by: '2026-03-18' },
    ],
    [{ decision: 'end-complete' }, { kind: 'end', because: 'schedule-complete' }],
    [
      { decision: 'end-early', because: 'transferred' },
      { kind: 'end', because: 'transferred' },
    ],
    [{ decision: 'end-other' }, { kind: 'end', because: 'followed-under-another-record' }],
  ])('%j is read, its weeks counted from today', (values, decision) => {
    expect(read(values)).toEqual({ ok: true, decision, reason: 'Infection in January' });
  });
  it('needs to know why it ends before its time', () => {
    for (const because of ['', 'schedule-complete', 'patient-died'])
      expect(errorsOf({ decision: 'end-early', because, reason: 'Infection' })).toEqual(['#because-discharged']);
  });
  it('needs a reason, whatever it is', () => {
    expect(errorsOf({ decision: 'continue' })).toEqual(['#reason']);
    expect(errorsOf({})).toEqual(['#decision', '#reason']);
  });
  it.each(['', '0', '27', '1.5', '-1', 'six', '006'])('takes no repeat in %j weeks', (weeks) => {
    expect(read({ decision: 'repeat', weeks })).toEqual({
      ok: false,
      errors: [{ field: 'weeks', href: '#weeks', text: 'Enter how many weeks until the repeat, from 1 to 26' }],
    });
  });
  it.each(['1', '26'])('takes a repeat or a clinic within %s weeks, the ends of the range', (weeks) => {
    expect(read({ decision: 'repeat', weeks, clinic: '' }).ok).toBe(true);
    expect(read({ decision: 'recall', clinic: weeks }).ok).toBe(true);
  });
  it('asks by when he or she is to be seen, apart from the weeks of a repeat', () => {
    expect(read({ decision: 'recall', weeks: '6' })).toEqual({
      ok: false,
      errors: [{ field: 'clinic', href: '#clinic', text: 'Enter within how many weeks he or she is to be seen, from 1 to 26' }],
    });
  });
});

describe('decisions offered', () => {
  const some = { hasTests: true, toCome: 3 };
  const done = { hasTests: true, toCome: 0 };
  const none = { hasTests: false, toCome: 0 };
  it('begin with the safest and never end a follow-up for one result', () => {
    expect(offeredFor('result', some)).toEqual(['recall', 'repeat', 'continue']);
    expect(offeredFor('changed-after-decision', some)).toEqual(['recall', 'repeat', 'continue']);
  });
  it('end it where the schedule is complete or another record is followed', () => {
    expect(offeredFor('schedule-complete', done)).toEqual(['repeat', 'recall', 'end-complete', 'end-early']);
    expect(offeredFor('two-follow-ups', some)).toEqual(['continue', 'end-other']);
  });
  it('end it before its time where it was suspended, and where a result comes after everything else was done', () => {
    expect(offeredFor('suspension-due', some)).toEqual(['continue', 'repeat', 'recall', 'suspend', 'end-early']);
    expect(offeredFor('changed-after-decision', done)).toEqual(['recall', 'repeat', 'continue', 'end-early']);
    expect(offeredFor('test-missed', done)).toEqual(['repeat', 'recall', 'suspend', 'continue']);
  });
  it('offer no repeat where no test is asked for from this patient', () => {
    expect(offeredFor('schedule-complete', none)).toEqual(['recall', 'end-complete', 'end-early']);
    expect(offeredFor('result', none)).toEqual(['recall', 'continue', 'end-early']);
  });
});
