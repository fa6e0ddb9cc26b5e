import { describe, expect, it } from '@jest/globals';
import { formatNhsNumber, parseNhsNumber } from './nhs-number.js';

describe('an NHS number', () => {
  it('is ten digits with a right check digit, spaces and hyphens forgiven', () => {
    for (const text of ['9990004129', '999 000 4129', '999-000-4129'])
      expect(parseNhsNumber(text)).toEqual({ ok: true, value: '9990004129' });
  });
  it('is refused when one digit is wrong', () => expect(parseNhsNumber('9990004128')).toEqual({ ok: false, rule: 'check-digit-wrong' }));
  it('is refused when two neighbours are swapped', () =>
    expect(parseNhsNumber('9990001429')).toEqual({ ok: false, rule: 'check-digit-wrong' }));
  it('is refused when it is one repeated digit, though that passes modulus 11', () => {
    for (const digit of '0123456789') expect(parseNhsNumber(digit.repeat(10))).toEqual({ ok: false, rule: 'one-repeated-digit' });
  });
  it('is refused when it is not ten digits', () => {
    for (const text of ['', '999000412', '99900041290', 'ABCDEFGHIJ', '٩٩٩٠٠٠٤١٢٩'])
      expect(parseNhsNumber(text)).toEqual({ ok: false, rule: 'not-ten-digits' });
  });
  it('is shown 3-3-4', () => {
    const parsed = parseNhsNumber('9990004129');
    expect(parsed.ok && formatNhsNumber(parsed.value)).toBe('999 000 4129');
  });
});
