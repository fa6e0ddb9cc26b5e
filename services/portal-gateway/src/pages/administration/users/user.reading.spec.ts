import { describe, expect, it } from '@jest/globals';
import { readRoles, readUser } from './user.reading.js';

const offered = { roles: ['clinical-nurse-specialist', 'support-worker'], trusts: ['ZT001'] };
const typed = { name: 'Training Nurse', username: 'training.nurse', 'role-clinical-nurse-specialist': 'yes', registration: 'nmc 00a0009x' };
const fieldsOf = (errors: readonly { readonly field: string }[]): readonly string[] => errors.map(({ field }) => field);

describe('the form that adds somebody', () => {
  it('is read with the registration in its proper form, for the one trust there is', () => {
    expect(readUser(typed, offered)).toEqual({
      user: {
        name: 'Training Nurse',
        username: 'training.nurse',
        roles: ['clinical-nurse-specialist'],
        trusts: ['ZT001'],
        registration: 'NMC 00A0009X',
      },
      errors: [],
    });
  });
  it('names every field that is missing, in the order of the page', () => {
    expect(fieldsOf(readUser({}, { ...offered, trusts: ['ZT001', 'ZT002'] }).errors)).toEqual(['name', 'username', 'trusts', 'roles']);
  });
  it.each([
    [{ username: 'Training Nurse' }, 'username'],
    [{ registration: '' }, 'registration'],
    [{ registration: 'NMC 12' }, 'registration'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'Ruth\u202eAdeyemi' }, 'name'],
  ])('refuses %j', (more, field) => expect(fieldsOf(readUser({ ...typed, ...more }, offered).errors)).toEqual([field]));
  it('gives nobody a role or trust that was not offered', () => {
    const { user } = readUser({ ...typed, 'role-platform-admin': 'yes', 'trust-ZT002': 'yes' }, { ...offered, trusts: ['ZT001', 'ZT003'] });
    expect([user.roles, user.trusts]).toEqual([['clinical-nurse-specialist'], []]);
  });
});

describe('the form about roles', () => {
  const has = ['alliance-analyst', 'support-worker'];
  it('keeps roles that are not this administrator’s to take', () => {
    expect(readRoles({ reason: 'Qualified', ...typed }, { offered: offered.roles, has })).toEqual({
      roles: ['alliance-analyst', 'clinical-nurse-specialist'],
      registration: 'NMC 00A0009X',
      reason: 'Qualified',
      errors: [],
    });
  });
  it('asks for a role, a registration where one is needed, and why', () => {
    expect(fieldsOf(readRoles({}, { offered: offered.roles, has: [] }).errors)).toEqual(['roles', 'reason']);
    expect(
      fieldsOf(readRoles({ 'role-clinical-nurse-specialist': 'yes', reason: 'x' }, { offered: offered.roles, has: [] }).errors),
    ).toEqual(['registration']);
  });
});
