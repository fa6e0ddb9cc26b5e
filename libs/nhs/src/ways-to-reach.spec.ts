import { describe, expect, it } from '@jest/globals';
import { waysToReach } from './ways-to-reach.js';

describe('what readers are told to ring, write or come to', () => {
  it.each([
    ['postcode', 'ZZ1 1AA', true],
    ['postcode', 'ZZ11AA', false],
    ['phone', '(01632) 960 123', true],
    ['phone', '+44 1632 960123', true],
    ['phone', '01632 960', false],
    ['phone', 'ask at the desk', false],
    ['email', 'follow-up@northmoor.example', true],
    ['email', 'follow-up@northmoor', false],
    ['practiceCode', 'Z99001', true],
    ['practiceCode', 'Millpond', false],
  ] as const)('%s: %p can be one: %p', (what, text, can) => expect(waysToReach[what].pattern.test(text)).toBe(can));
});
