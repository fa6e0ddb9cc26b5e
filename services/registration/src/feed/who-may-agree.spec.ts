import { describe, expect, it } from '@jest/globals';
import type { Person, Role } from '@rms/identity';
import { mayAgree } from './who-may-agree.js';

const person = (role: Role, ...trusts: readonly string[]): Person => ({ subject: 's', username: 'u', name: 'N', roles: [role], trusts });

describe('who may agree what a feed does', () => {
  it.each([
    ['an administrator for his own trust', true, person('trust-admin', 'ZT001'), ['ZT001'], ['ZT001']],
    ['an administrator for another trust', false, person('trust-admin', 'ZT001'), ['ZT002'], ['ZT002']],
    ['an administrator who would add another trust', false, person('trust-admin', 'ZT001'), ['ZT001'], ['ZT001', 'ZT002']],
    ['an administrator who would take another trust away', false, person('trust-admin', 'ZT001'), ['ZT001', 'ZT002'], ['ZT001']],
    ['an administrator of both, for what concerns both', false, person('trust-admin', 'ZT001', 'ZT002'), ['ZT001', 'ZT002'], ['ZT001']],
    ['the platform, for several of its trusts', true, person('platform-admin', 'ZT001', 'ZT002'), ['ZT001'], ['ZT001', 'ZT002']],
    ['the platform, for a trust that it does not serve', false, person('platform-admin', 'ZT001'), ['ZT001', 'ZT002'], ['ZT001']],
    ['a consultant', false, person('consultant', 'ZT001'), ['ZT001'], ['ZT001']],
  ])('%s: %p', (_, may, who, before, after) => expect(mayAgree(who, before, after)).toBe(may));
});
