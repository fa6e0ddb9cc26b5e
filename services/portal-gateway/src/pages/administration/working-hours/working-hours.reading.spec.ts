import { describe, expect, it } from '@jest/globals';
import { hoursInWords, readWorkingHours, timeTyped, usualHours, valuesOf } from './working-hours.reading.js';

const errorsOf = (values: Readonly<Record<string, string>>): readonly string[] => {
  const read = readWorkingHours({ ...valuesOf(usualHours), ...values });
  return read.ok ? [] : read.errors.map(({ field, text }) => `${field}: ${text}`);
};

describe('working hours that were typed', () => {
  it('are what was agreed, where nothing was changed', () => {
    expect(readWorkingHours(valuesOf({ ...usualHours, onCall: 'consultant' }))).toEqual({
      ok: true,
      typed: { ...usualHours, onCall: 'consultant' },
    });
    expect(readWorkingHours(valuesOf(usualHours))).toEqual({ ok: true, typed: usualHours });
  });
  it.each([
    [{ opens: '' }, 'opens: Enter when work begins as a time, such as 9:00'],
    [{ closes: '25:00' }, 'closes: Enter when work ends as a time, such as 17:00'],
    [{ opens: '18:00' }, 'closes: The end of the day must be after its beginning'],
    [{ opens: '17:00' }, 'closes: The end of the day must be after its beginning'],
    [{ onCall: 'anybody' }, 'onCall: Choose who is on call, or nobody'],
  ])('%p are refused, and the field is named', (values, error) => expect(errorsOf(values)).toEqual([error]));
  it('without a day are refused', () =>
    expect(readWorkingHours({ opens: '9:00', closes: '17:00', onCall: 'nobody' })).toMatchObject({ errors: [{ field: 'days' }] }));
  it.each([
    ['9:00', '09:00'],
    ['09.30', '09:30'],
    ['23:59', '23:59'],
    ['24:00', undefined],
    ['9:60', undefined],
    ['nine', undefined],
  ])('begin or end at %p, which is %p', (typed, time) => expect(timeTyped(typed)).toBe(time));
  it('are said in a sentence', () =>
    expect(hoursInWords(usualHours)).toBe('09:00 to 17:00 on Monday, Tuesday, Wednesday, Thursday, Friday'));
});
