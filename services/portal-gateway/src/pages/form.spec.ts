import { describe, expect, it } from '@jest/globals';
import { dateTyped, errorsByField, fieldsOf, formError, tooLong } from './form.js';

describe('a form as posted', () => {
  it('is read as text without the spaces around it', () => {
    expect(fieldsOf({ reason: '  Infection ', weeks: '6' })).toEqual({ reason: 'Infection', weeks: '6' });
  });
  it('names the parts of a date by a hyphen', () => {
    expect(fieldsOf({ 'anchor[day]': '3' })).toEqual({ 'anchor-day': '3' });
  });
  it('leaves out what is no text, and nothing posted is an empty form', () => {
    expect(fieldsOf({ a: ['x', 'y'], b: { c: 'd' }, e: 'f' })).toEqual({ e: 'f' });
    expect(fieldsOf(undefined)).toEqual({});
  });
  it('keeps what was typed whole, and says when it is longer than the history takes', () => {
    const reason = fieldsOf({ reason: 'x'.repeat(5000) })['reason'] ?? '';
    expect(reason).toHaveLength(5000);
    expect(tooLong('reason', 'Your reason', reason)).toEqual([
      formError('reason', 'Your reason must be 2,000 characters or fewer. It has 5,000'),
    ]);
    expect(tooLong('reason', 'Your reason', reason.slice(0, 2000))).toEqual([]);
  });
});

describe('a date in three boxes', () => {
  it.each([
    ['3', '2', '2026', '2026-02-03'],
    ['03', '02', '26', '0026-02-03'],
    ['', '2', '2026', ''],
    ['3', '', '2026', ''],
    ['3', '2', '', ''],
  ])('%j %j %j is %j', (day, month, year, text) => {
    expect(dateTyped({ 'on-day': day, 'on-month': month, 'on-year': year }, 'on')).toBe(text);
  });
  it('that was not posted is none', () => {
    expect(dateTyped({}, 'on')).toBe('');
  });
});

describe('errors of a form', () => {
  it('lead to their field, or to the box of it that is wrong', () => {
    expect(formError('reason', 'Enter your reason')).toEqual({ field: 'reason', text: 'Enter your reason', href: '#reason' });
    expect(formError('on', 'Enter the date', 'on-day').href).toBe('#on-day');
  });
  it('stand beside their field, the first one where there are two', () => {
    expect(errorsByField([formError('a', 'first'), formError('a', 'second'), formError('b', 'other')])).toEqual({
      a: { text: 'first' },
      b: { text: 'other' },
    });
  });
});
