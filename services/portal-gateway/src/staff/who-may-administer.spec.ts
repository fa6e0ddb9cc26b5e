import { describe, expect, it } from '@jest/globals';
import { whoMaySuspend } from './who-may-administer.js';

const owen = { person: 'owen', roles: ['trust-admin'], trusts: ['ZT001'] };
const moira = { person: 'moira', roles: ['trust-admin'], trusts: ['ZT002', 'ZT003'] };
const sam = { person: 'sam', roles: ['platform-admin'], trusts: ['ZT001', 'ZT002', 'ZT003'] };
const priya = { person: 'priya', roles: ['auditor'], trusts: ['ZT001', 'ZT002', 'ZT003'] };
const lena = { person: 'lena', roles: ['letters-clerk'], trusts: ['ZT002', 'ZT003'] };
const everybody = [owen, moira, sam, priya, lena];
const names = (of: typeof owen, staff: readonly (typeof owen & { readonly outOfUse?: object })[] = everybody) =>
  whoMaySuspend(staff, of).map(({ person }) => person);

describe('whom to ask to put somebody out of use', () => {
  it('is whoever administers all trusts of the account', () => {
    expect(names(priya)).toEqual(['sam']);
    expect(names(lena)).toEqual(['moira', 'sam']);
    expect(names({ ...lena, trusts: ['ZT001'] })).toEqual(['owen']);
  });
  it('is nobody who is out of use, and not the person himself', () => {
    expect(names(priya, [{ ...sam, outOfUse: {} }])).toEqual([]);
    expect(names(sam)).toEqual([]);
  });
});
