import { describe, expect, it } from '@jest/globals';
import { textReaderFor } from './character-set.js';

const read = (characterSet: string, ...bytes: readonly number[]): string => textReaderFor(characterSet)(Uint8Array.from(bytes));

describe('text', () => {
  it('is UTF-8 where that is declared, or nothing is, and the bytes are valid', () => {
    for (const characterSet of ['UNICODE UTF-8', 'ASCII', '', 'UNICODE']) expect(read(characterSet, 0xc3, 0xa9)).toBe('\u00e9');
  });

  it('is windows-1252 where the bytes are not valid UTF-8', () => {
    for (const characterSet of ['UNICODE UTF-8', 'ASCII', '']) expect(read(characterSet, 0x80, 0x93, 0xe9)).toBe('\u20ac\u201c\u00e9');
  });

  it('is ISO 8859 where that is declared, whatever it looks like', () => {
    expect(read('8859/1', 0xc3, 0xa9)).toBe('\u00c3\u00a9');
    expect(read('8859/15', 0xa4)).toBe('\u20ac');
    expect(read('8859/2', 0xb3)).toBe('\u0142');
  });

  it('keeps a byte order mark, so that nothing sent is lost', () => {
    expect(read('UNICODE UTF-8', 0xef, 0xbb, 0xbf, 0x41)).toBe('\uFEFFA');
  });
});
