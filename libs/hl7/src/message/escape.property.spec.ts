import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { STANDARD_DELIMITERS } from './delimiters.js';
import { escapeText, unescapeText } from './escape.js';

const awkward = fc.string({
  unit: fc.constantFrom(
    '\\',
    '|',
    '^',
    '&',
    '~',
    '"',
    'X',
    'Z',
    'F',
    'E',
    '.',
    'b',
    'r',
    '0',
    '1',
    '\r',
    '\n',
    '\x0b',
    '\x1c',
    '\t',
    ' ',
    '\u00e9',
    '\u{1f600}',
  ),
});
const text = fc.oneof(
  awkward,
  fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed()),
);

describe('text that was escaped', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(text, (value) => unescapeText(escapeText(value, STANDARD_DELIMITERS), STANDARD_DELIMITERS) === value),
      { numRuns: 2000 },
    );
  });

  it('holds no delimiter but the escape, and no control character but the tab', () => {
    fc.assert(
      fc.property(text, (value) => !/[|^~&\x00-\x08\x0A-\x1F]/.test(escapeText(value, STANDARD_DELIMITERS))),
      { numRuns: 2000 },
    );
  });
});

describe('unescaping', () => {
  it('never fails, whatever was sent', () => {
    fc.assert(
      fc.property(awkward, (value) => typeof unescapeText(value, STANDARD_DELIMITERS) === 'string'),
      { numRuns: 2000 },
    );
  });
});
