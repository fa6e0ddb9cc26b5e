import { describe, expect, it } from '@jest/globals';
import { errorsInCall, errorsInClosing, errorsInTry, fieldOf, outcomes, outcomesFor, readCall } from './call.reading.js';

const fieldsOf = (errors: readonly { readonly field: string }[]) => errors.map(({ field }) => field);
const typed = { name: 'Ann Training', phone: '01632 960 001', said: 'New pain.', urgency: 'same-day' };

describe('the form about a call', () => {
  it('is read with what was left empty left out', () => {
    expect(readCall(typed, ['lump', 'nonsense'])).toEqual({
      caller: { name: 'Ann Training', phone: '01632 960 001' },
      said: 'New pain.',
      symptoms: ['lump'],
      urgency: 'same-day',
    });
    expect(readCall({ ...typed, settled: 'yes', outcome: 'advised', note: 'n', about: 'him', relation: 'wife' }, [])).toMatchObject({
      caller: { relation: 'wife' },
      about: 'him',
      settled: { outcome: 'advised', note: 'n' },
    });
  });
  it('asks for who, what, a number and how soon', () => {
    expect(fieldsOf(errorsInCall({}, []))).toEqual(['name', 'phone', 'said', 'urgency']);
    expect(errorsInCall(typed, [])).toEqual([]);
    expect(fieldsOf(errorsInCall({ ...typed, said: '' }, ['lump']))).toEqual([]);
  });
  it('needs no number but an outcome when it was dealt with at once', () => {
    expect(fieldsOf(errorsInCall({ ...typed, phone: '', settled: 'yes' }, []))).toEqual(['outcome', 'note']);
  });
});

describe('the forms about returning it', () => {
  it('end it only with an outcome and a note', () => {
    expect(fieldsOf(errorsInClosing({}))).toEqual(['outcome', 'note']);
    expect(errorsInClosing({ outcome: 'advised', note: 'n' })).toEqual([]);
  });
  it('say what a try came to', () => {
    expect(fieldsOf(errorsInTry({ result: 'busy' }))).toEqual(['result']);
    expect(errorsInTry({ result: 'engaged' })).toEqual([]);
  });
  it('show a refusal where it can be mended', () => {
    expect(fieldOf('emergency-symptom', 'x')).toBe('urgency');
    expect(fieldOf('overtaken', 'outcome')).toBe('outcome');
  });
});

describe('what somebody may end a call with', () => {
  const plain = { symptoms: [], urgency: 'three-days' };
  it('is everything for a clinician, and for a call without a symptom that can wait', () => {
    expect(outcomesFor({ ...plain, symptoms: ['lump'] }, true)).toBe(outcomes);
    expect(outcomesFor(plain, false)).toBe(outcomes);
  });
  it('is for anybody else only what has a clinician see the patient', () => {
    for (const call of [
      { ...plain, symptoms: ['lump'] },
      { ...plain, urgency: 'same-day' },
    ])
      expect(Object.keys(outcomesFor(call, false))).toEqual(['appointment-arranged', 'sent-to-emergency']);
  });
});
