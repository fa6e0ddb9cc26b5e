import { describe, expect, it } from '@jest/globals';
import { operatorFrom } from './config.js';

describe('whoever types at the command line', () => {
  it('is recorded under the account of the operating system', () => expect(operatorFrom(() => ({ username: 'mina' }))).toBe('mina'));
  it('has a number where the account has no name', () =>
    expect(
      operatorFrom(() => {
        throw new Error('ENOENT');
      }),
    ).toMatch(/^uid /));
});
