import { describe, expect, it } from '@jest/globals';
import { STANDARD_DELIMITERS, readDelimiters } from './delimiters.js';

const read = (encoding: string) => readDelimiters(`MSH|${encoding}|LAB|`);

describe('the delimiters of a message', () => {
  it('are those of MSH-1 and MSH-2', () => {
    expect(read('^~\\&')).toEqual(STANDARD_DELIMITERS);
    expect(readDelimiters('MSH*:+!=*LAB')).toEqual({ field: '*', component: ':', repetition: '+', escape: '!', subComponent: '=' });
  });

  it('may end early: what is not there is not used', () => {
    expect(read('^')).toMatchObject({ component: '^', repetition: '', escape: '', subComponent: '' });
    expect(read('^~')).toMatchObject({ repetition: '~', escape: '', subComponent: '' });
    expect(read('^~\\')).toMatchObject({ escape: '\\', subComponent: '' });
  });

  it('may lack the escape character, left out or sent as a space', () => {
    expect(read('^~&')).toMatchObject({ escape: '', subComponent: '&' });
    expect(read('^~ &')).toMatchObject({ escape: '', subComponent: '&' });
  });

  it('may be damaged by an engine that escapes its own header', () => {
    expect(read('^~\\\\&')).toEqual(STANDARD_DELIMITERS);
    expect(read('^~\\&amp;')).toEqual(STANDARD_DELIMITERS);
  });

  it('may have the truncation character of version 2.7, and spaces behind', () => {
    expect(read('^~\\&#')).toEqual(STANDARD_DELIMITERS);
    expect(read('^~\\& ')).toEqual(STANDARD_DELIMITERS);
  });

  it('cannot be letters, digits, or one character for two purposes', () => {
    for (const encoding of ['', 'A~\\&', '^1\\&', '^^\\&', '^~\\^']) expect(read(encoding)).toBeUndefined();
  });
});
