import { describe, expect, it } from '@jest/globals';
import { wrongPassword } from './sign-in-routes.js';

describe('a password that somebody chooses', () => {
  it.each([
    ['three quiet herons', 'three quiet herons', undefined],
    ['eleven chars', 'eleven chars', undefined],
    ['eleven char', 'eleven char', 'Enter a password of 12 characters or more'],
    ['x'.repeat(129), 'x'.repeat(129), 'Enter a password of 128 characters or fewer'],
    ['Nell-and-the-herons', 'Nell-and-the-herons', 'Enter a password without your username in it'],
    ['three quiet herons', 'three quiet heron', 'Enter the same password twice'],
  ])('%p, then %p: %p', (password, again, wrong) => expect(wrongPassword({ password, again, username: 'nell' })).toBe(wrong));
});
