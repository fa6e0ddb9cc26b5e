import { describe, expect, it } from '@jest/globals';
import { callEffects, callWords } from './call.model.js';
import { readCall } from './call.reading.js';

const today = '2026-03-04';
const booked = { outcome: 'booked', 'on-day': '9', 'on-month': '3', 'on-year': '2026', note: '' };
const errors = (values: Readonly<Record<string, string>>) => {
  const read = readCall(values, today);
  return read.ok ? [] : read.errors.map(({ text }) => text);
};

describe('the form about a telephone call', () => {
  it('reads a date that was agreed, and what else came of it', () => {
    expect(readCall(booked, today)).toEqual({ ok: true, call: { outcome: 'booked', on: '2026-03-09', note: '' } });
    expect(readCall({ outcome: 'not-reached', note: 'Voicemail' }, today)).toEqual({
      ok: true,
      call: { outcome: 'not-reached', note: 'Voicemail' },
    });
  });
  it.each([
    [{}, 'Choose what came of the call'],
    [{ ...booked, 'on-day': '' }, 'Enter the date that was agreed: day, month and year'],
    [{ ...booked, 'on-day': '3' }, 'The date that was agreed must be today or later'],
    [{ outcome: 'declined' }, 'Enter what the patient said: a clinician decides by it'],
    [{ outcome: 'not-reached', note: 'x'.repeat(2001) }, 'The note must be 2,000 characters or fewer. It has 2,001'],
  ])('says how to mend %j', (values, text) => expect(errors(values)).toEqual([text]));
});

describe('what recording a call will do', () => {
  it('says when a clinician is asked', () => {
    expect(callEffects({ outcome: 'not-reached', note: '' }, { step: 'telephone', inVain: 0 })[0]!.strong).toBe('The call stays open.');
    expect(callEffects({ outcome: 'not-reached', note: '' }, { step: 'telephone', inVain: 1 })[0]!.strong).toContain(
      'A clinician is asked',
    );
    for (const outcome of ['declined', 'wrong-number'] as const)
      expect(callEffects({ outcome, note: 'x' }, { step: 'telephone', inVain: 0 })[0]!.strong).toContain('A clinician is asked');
  });
  it.each([
    ['overdue', 'a reminder is sent'],
    ['reminder', 'a second reminder is sent'],
    ['second-reminder', 'somebody is asked to ring again'],
    ['telephone', 'a clinician is asked to decide'],
    ['clinician', 'a clinician is asked to decide'],
  ] as const)('says what follows a date that comes to nothing, after %s', (step, words) => {
    const [, after] = callEffects({ outcome: 'booked', on: '2026-03-09', note: '' }, { step, inVain: 0 });
    expect(after!.text).toBe(`by the working day after 9 March 2026, the next step follows: ${words}.`);
  });
  it('says what came of a call', () => {
    expect(callWords({ outcome: 'booked', on: '2026-03-09' })).toBe('Reached, the test is to be on 9 March 2026');
    expect(['declined', 'not-reached', 'wrong-number'].map((outcome) => callWords({ outcome: outcome as 'declined' }))).toEqual([
      'Reached, the patient does not want the test',
      'Nobody was reached',
      'The number is wrong',
    ]);
  });
});
