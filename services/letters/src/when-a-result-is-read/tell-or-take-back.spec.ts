import { describe, expect, it } from '@jest/globals';
import type { Message } from '@rms/messaging/pure';
import { calendarAt, usualTimes } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';
import { tellOrTakeBack } from './tell-or-take-back.policy.js';

const calendar = calendarAt('2026-03-09T09:00:00.000Z', new Set(), usualTimes);
const read = (more: object, letters: readonly LetterCopy[] = []): readonly string[] => {
  const data = {
    followUp: '0f6f4f6e-0000-5000-8000-000000000001',
    patient: '0f6f4f6e-0000-4000-8000-000000000002',
    result: '0f6f4f6e-0000-8000-8000-000000000003',
    analyte: 'psa',
    reading: 'under-limit',
    shown: '0.02',
    unit: 'ng/mL',
    sampledOn: '2026-03-05',
    ...more,
  };
  return tellOrTakeBack({ type: 'pathway.result-interpreted.v1', published: 4, data } as Message, letters, calendar).map(
    ({ command }) => command.type,
  );
};

describe('a reading', () => {
  it('that reassures is told to the patient and the GP', () =>
    expect(read({ letterBy: '2026-03-12' })).toEqual(['OweLetter', 'OweLetter']));
  it('that does not takes back what was good news', () =>
    expect(read({ reading: 'unconfirmed-rise' })).toEqual(['CancelLetter', 'CancelLetter']));
  it.each([
    ['of a day before it', '2026-03-04', 3],
    ['of the same day', '2026-03-05', 3],
    ['of a later day', '2026-03-06', 2],
  ])('that does not takes back what is good news of another sample %s', (_, sampledOn, cancelled) => {
    const waiting = { _id: 'another letter', phase: 'to-approve', weight: 'reassuring', result: 'another', sampledOn } as LetterCopy;
    expect(read({ reading: 'unconfirmed-rise' }, [waiting])).toEqual(Array.from({ length: cancelled }, () => 'CancelLetter'));
  });
  it('that reassures reassures nobody while a clinician is asked again', () =>
    expect(read({ decision: 'asked-again' })).toEqual(['CancelLetter', 'CancelLetter']));
  it.each(['under-limit', 'unconfirmed-rise'])('on which a decision stands leaves its letter alone: %s', (reading) =>
    expect(read({ reading, decision: 'stands' })).toEqual([]),
  );
});
