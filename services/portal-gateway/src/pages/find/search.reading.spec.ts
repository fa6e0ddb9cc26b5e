import { describe, expect, it } from '@jest/globals';
import { readSearch } from './search.reading.js';

const person = (family: string, given: string, born: string, eitherOrder = false) => ({ kind: 'person', family, given, born, eitherOrder });

describe('what somebody types to find a patient', () => {
  it.each([
    ['999 000 4129', { kind: 'nhs-number', nhsNumber: '9990004129' }],
    ['9990004129', { kind: 'nhs-number', nhsNumber: '9990004129' }],
    ['Whittaker 5 July 1961', person('WHITTAKER', '', '1961-07-05')],
    ['WHITTAKER, Alan', person('WHITTAKER', 'ALAN', '')],
    ['alan whittaker 1961', person('WHITTAKER', 'ALAN', '1961', true)],
    ['O’Brien 05/07/1961', person('OBRIEN', '', '1961-07-05')],
    ['smith jul 1961', person('SMITH', '', '1961-07')],
    ['1961-07-05', person('', '', '1961-07-05')],
  ])('%j is understood', (typed, search) => expect(readSearch(typed)).toEqual(search));
  it('that is a mistyped NHS number is not searched for, and says why', () => {
    expect(readSearch('999 000 4128')).toEqual({
      kind: 'not-understood',
      sentence: 'This NHS number has a digit wrong. Check it and type it again.',
    });
    expect(readSearch('999 000 412')).toMatchObject({ kind: 'not-understood' });
    expect(readSearch('   ')).toMatchObject({ kind: 'not-understood' });
  });
});
