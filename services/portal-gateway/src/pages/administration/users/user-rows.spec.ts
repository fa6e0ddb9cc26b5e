import { describe, expect, it } from '@jest/globals';
import type { StaffCopy } from '../../../copies/staff.projection.js';
import { userRow } from './user-rows.js';

const one: StaffCopy = {
  _id: 'id',
  trust: 'REGION',
  published: 1,
  person: 'leah',
  name: 'Leah Marsh',
  roles: ['support-worker', 'letters-clerk'],
  trusts: ['ZT001'],
  hasDecided: false,
};
const signIn = { subject: 'leah', username: 'leah', mustChangePassword: false };
const row = (member: Partial<StaffCopy> = {}, kept: Parameters<typeof userRow>[1] = signIn) =>
  userRow({ ...one, ...member }, kept, () => 'Northmoor');

describe('a line of the page of users', () => {
  it('says who, in which roles, and what is not known', () => {
    expect(row()).toEqual({
      id: 'id',
      name: 'Leah Marsh',
      username: 'leah',
      roles: 'Support worker, Letters clerk',
      trusts: 'Northmoor',
      registration: 'None',
      lastSignedIn: 'Not known',
      state: 'In use',
      colour: 'green',
    });
    expect(row({}, { ...signIn, lastSignedInAt: '2026-07-01T08:14:07.000Z' }).lastSignedIn).toBe('1 July 2026, 09:14');
  });
  it.each([
    ['Out of use', row({ outOfUse: { at: '2026-07-01T08:14:07.000Z', reason: 'Left' } })],
    ['First password given', row({}, { ...signIn, mustChangePassword: true })],
    ['No sign-in here', userRow({ ...one, username: 'leah.marsh' }, undefined, () => '')],
  ])('says the state: %s', (state, shown) => expect(shown.state).toBe(state));
  it('knows a username from the fact where no sign-in is left', () => {
    expect(userRow({ ...one, username: 'leah.marsh' }, undefined, () => '').username).toBe('leah.marsh');
    expect(userRow(one, undefined, () => '').username).toBe('Not known');
  });
});
