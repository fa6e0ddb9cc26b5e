import { describe, expect, it } from '@jest/globals';
import { planned } from './content.fixture.js';
import { fullContent } from './letter-content.js';
import { goodUntil, passedAlready } from './days-to-come.reading.js';
import { nothingStarted } from './follow-up-known.reading.js';

const until = (text: string, on = '2026-03-04') => goodUntil([text], fullContent, on);
const owed = {
  patient: 'p',
  followUp: 'f',
  about: 'recall',
  weight: 'abnormal',
  recall: 'r',
  to: 'patient',
  by: '2026-03-16',
  says: 's',
} as const;

describe('how long a letter is true', () => {
  it('is until the first day that it speaks of as one to come', () => {
    expect(until('If you have not heard from us by 9 October 2026, ring. Your next PSA test is due on 4 September 2026.')).toBe(
      '2026-09-04',
    );
    expect(until('We do not ask you for a test until 4 May 2026.')).toBe('2026-05-04');
  });
  it('is not bounded by days that had passed, or from which on something is possible', () => {
    expect(until('The test was taken on 2 March 2026. You can have the next one from 21 August 2026.')).toBeUndefined();
    expect(until('Ring 01632 960123. Born 12 May 1957, 31 June 2026.')).toBeUndefined();
  });
});

describe('a letter that would speak of a day as one to come that has passed', () => {
  const paused = { ...nothingStarted, pausedUntil: '2026-05-04' };
  const recalled = { ...nothingStarted, recalls: { r: { on: '2026-03-18', isBooked: true } } };
  it('is not written: of a pause that nobody has ended, and of a clinic', () => {
    const says = ['We do not ask you for a test until 4 May 2026.'];
    expect(passedAlready(owed, { followUp: paused, text: says }, '2026-05-05')).toMatchObject({
      why: 'dates-passed',
      sentence: expect.stringContaining('4 May 2026'),
    });
    expect(passedAlready(owed, { followUp: paused, text: says }, '2026-05-03')).toBeUndefined();
    expect(passedAlready(owed, { followUp: paused, text: ['Your plan stays as it is.'] }, '2026-05-05')).toBeUndefined();
    const clinic = ['Your clinic appointment is on 18 March 2026.'];
    expect(passedAlready(owed, { followUp: recalled, text: clinic }, '2026-03-19')).toMatchObject({ why: 'dates-passed' });
    expect(passedAlready({ ...owed, to: 'gp' }, { followUp: recalled, text: clinic }, '2026-03-19')).toBeUndefined();
  });
  it('is not written of a repeat that was to be done by then', () => {
    const asked = { ...nothingStarted, tests: [planned('a', '2026-03-18')] };
    const repeat = { to: 'patient', about: 'repeat', test: 'a' } as const;
    const text = ['Please have it by 18 March 2026.'];
    expect(passedAlready(repeat, { followUp: asked, text }, '2026-03-19')).toMatchObject({ why: 'dates-passed' });
    expect(passedAlready(repeat, { followUp: asked, text }, '2026-03-18')).toBeUndefined();
    expect(passedAlready({ ...repeat, about: 'test-missed' }, { followUp: asked, text }, '2026-03-19')).toBeUndefined();
  });
});
