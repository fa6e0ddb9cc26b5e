import { describe, expect, it } from '@jest/globals';
import { hl7, testNhsNumber } from './index.js';

/** Modulus 11, written a second time so that the maker does not check itself. */
const passesModulus11 = (number: string): boolean =>
  Array.from(number, Number).reduce((sum, digit, at) => sum + digit * (10 - at), 0) % 11 === 0;

describe('a message for a test', () => {
  it('needs nothing but its type', () => {
    expect(hl7('ADT^A08').text()).toBe('MSH|^~\\&|LAB|RTEST|RMS|ALLIANCE|20260302101500||ADT^A08|TEST0001|T|2.4\r');
  });

  it('is written segment by segment', () => {
    const text = hl7('ORU^R01', { controlId: 'A1' })
      .patient({ nhsNumber: '', family: 'O|NEILL' })
      .order({ filler: 'F9' })
      .result({ value: '<0.1' })
      .result({ code: 'AFP' })
      .note('a\nb')
      .segment('ZZZ', 'x|y', '')
      .text('\n');
    expect(text.split('\n').slice(1)).toEqual([
      'PID|1||H000001^^^RTEST^MR||O\\F\\NEILL^Alan||19510413|M|||^^^^ZZ99 9ZZ',
      'ORC|RE|P1|F9',
      'OBR|1|P1|F9|PSA^Prostate specific antigen^L|||20260302090000||||||||||||||||||F',
      'OBX|1|NM|PSA^Prostate specific antigen^L||<0.1|ug/L|||||F|||20260302090000',
      'OBX|2|NM|AFP^Prostate specific antigen^L||0.1|ug/L|||||F|||20260302090000',
      'NTE|1||a\\.br\\b',
      'ZZZ|x|y',
      '',
    ]);
  });
});

describe('an NHS number for a test', () => {
  it('passes modulus 11 and is never given to anybody', () => {
    const numbers = Array.from({ length: 300 }, (_, n) => testNhsNumber(n));
    expect(new Set(numbers).size).toBe(300);
    for (const number of numbers) expect([number, /^999\d{7}$/.test(number) && passesModulus11(number)]).toEqual([number, true]);
  });

  it('is the same for the same n', () => {
    expect([testNhsNumber(0), testNhsNumber(1)]).toEqual(['9990000018', testNhsNumber(1)]);
  });
});
