import { describe, expect, it } from '@jest/globals';
import { STANDARD_DELIMITERS } from './delimiters.js';
import { escapeText, unescapeText } from './escape.js';

const unescape = (text: string): string => unescapeText(text, STANDARD_DELIMITERS);
const escape = (text: string): string => escapeText(text, STANDARD_DELIMITERS);
const others = { field: '*', component: ':', repetition: '+', escape: '!', subComponent: '=' };

describe('an escape sequence', () => {
  it('stands for a delimiter', () => {
    expect(unescape('\\F\\ \\S\\ \\T\\ \\R\\ \\E\\')).toBe('| ^ & ~ \\');
    expect(unescapeText('!F! !S! !T! !R! !E!', others)).toBe('* : = + !');
  });

  it('lays out a report', () => {
    expect(unescape('one\\.br\\two\\.sp2\\three\\.ce\\four')).toBe('one\ntwo\n\nthree\nfour');
    expect(unescape('a\\.sk3\\b\\.in+4\\c\\.fi\\d\\.nf\\e\\.ti-2\\f')).toBe('a   bcdef');
  });

  it('cannot fill the memory', () => {
    expect(unescape('\\.sp99999999\\').length).toBeLessThanOrEqual(100);
  });

  it('stands for bytes in hexadecimal, in the character set of the message', () => {
    expect(unescape('a\\X0D\\b\\X0D0A\\c')).toBe('a\rb\r\nc');
    expect(unescape('\\XC3A9\\\\XE9\\')).toBe('\u00e9\u00e9');
    expect(unescapeText('\\XC3A9\\', STANDARD_DELIMITERS, (bytes) => String(bytes.length))).toBe('2');
  });

  it('switches highlighting on and off, which plain text does not have', () => {
    expect(unescape('PSA \\H\\raised\\N\\ today')).toBe('PSA raised today');
  });

  it('of local meaning stays as sent', () => {
    expect(unescape('a\\Z01\\b\\F\\')).toBe('a\\Z01\\b|');
    expect(unescape('\\C2842\\\\M2442\\')).toBe('\\C2842\\\\M2442\\');
  });

  it('that is never closed stays as sent', () => {
    expect(unescape('50% \\F of it')).toBe('50% \\F of it');
    expect(unescape('end\\')).toBe('end\\');
  });

  it('that nobody knows stays as sent, and what follows it is read', () => {
    expect(unescape('\\\\server\\share\\T\\x')).toBe('\\\\server\\share&x');
    expect(unescape('a \\ b \\F\\ c')).toBe('a \\ b | c');
    expect(unescape('\\X0\\\\XZZ\\\\f\\')).toBe('\\X0\\\\XZZ\\\\f\\');
  });

  it('does not exist where the sender uses no escape character', () => {
    expect(unescapeText('\\F\\', { ...STANDARD_DELIMITERS, escape: '' })).toBe('\\F\\');
  });
});

describe('text of ours', () => {
  it('has its delimiters escaped', () => {
    expect(escape('A|B^C~D\\E&F')).toBe('A\\F\\B\\S\\C\\R\\D\\E\\E\\T\\F');
    expect(escapeText('a*b!c|d', others)).toBe('a!F!b!E!c|d');
  });

  it('can end neither a segment nor a frame', () => {
    expect(escape('a\rOBX|1\nb\x1c\x0b')).toBe('a\\X0D\\OBX\\F\\1\\.br\\b\\X1C\\\\X0B\\');
  });

  it('does not delete by being two quotation marks', () => {
    expect(escape('""')).toBe('\\X2222\\');
    expect(unescape(escape('""'))).toBe('""');
  });

  it('loses what a receiver without an escape character would misread', () => {
    expect(escapeText('a|b\rc', { ...STANDARD_DELIMITERS, escape: '' })).toBe('a b c');
  });
});
