import { describe, expect, it } from '@jest/globals';
import { decided, followUp, review } from '../patient-page/patient-file.fixture.js';
import { closingDate } from './tests-to-come.js';

describe('the day on which somebody decides how follow-up ends', () => {
  const closing = followUp({ closesOn: '2031-01-20' });
  it('holds a patient until it has been asked', () => expect(closingDate(closing)).toBe('2031-01-20'));
  it('is there only where the protocol names it', () => expect(closingDate(followUp())).toBeUndefined());
  it('holds nobody once it has been asked or decided', () => {
    expect(closingDate({ ...closing, reviews: { v1: review('v1', { about: 'schedule-complete' }) } })).toBeUndefined();
    expect(
      closingDate({ ...closing, decisions: [decided({ kind: 'recall', by: '2031-02-01' }, { about: 'schedule-complete' })] }),
    ).toBeUndefined();
  });
  it('is not touched by a review of a result', () =>
    expect(closingDate({ ...closing, reviews: { v1: review('v1') }, decisions: [decided({ kind: 'continue' })] })).toBe('2031-01-20'));
});
