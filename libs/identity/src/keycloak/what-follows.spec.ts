import { describe, expect, it } from '@jest/globals';
import { followed, halvesOf, keptOf, noted, rolesToChange, trustsToChange } from './what-follows.js';

const user = {
  id: 'k1',
  username: 'nell',
  firstName: 'Nell',
  lastName: 'Hartley',
  enabled: true,
  attributes: { subject: ['s1'], registration: ['NMC 00A0000X'], lastSignedInAt: ['2026-03-04T09:00:00.000Z'] },
  requiredActions: ['UPDATE_PASSWORD'],
};
const member = { subject: 's1', name: 'Nell Hartley', roles: [], trusts: [], outOfUse: false };
const named = (...names: readonly string[]) => names.map((name) => ({ id: `id of ${name}`, name }));

describe('a name', () => {
  it.each(['Nell Hartley', 'Otis van der Meer', 'Cher', 'Ann Marie  Oke'])('%p is put together again from its halves', (name) => {
    const { firstName, lastName } = halvesOf(name);
    expect([firstName, lastName].filter((half) => half !== '').join(' ')).toBe(name);
  });
});

describe('what is kept of a user', () => {
  it('is his subject, username, last sign-in, and whether his password is a first one', () => {
    expect(keptOf(user)).toEqual({
      subject: 's1',
      username: 'nell',
      lastSignedInAt: '2026-03-04T09:00:00.000Z',
      mustChangePassword: true,
    });
    expect(keptOf({ id: 'k2', username: 'otis', attributes: { subject: ['s2'] } })).toEqual({
      subject: 's2',
      username: 'otis',
      mustChangePassword: false,
    });
  });
  it('is nothing of a user who was not made here', () => {
    expect(keptOf({ id: 'k3', username: 'admin' })).toBeUndefined();
  });
});

describe('a user who is written', () => {
  it('is as the facts say, and keeps what they do not speak of', () =>
    expect(followed(user, { ...member, name: 'Nell Grey', registration: 'GMC 0000001', outOfUse: true })).toEqual({
      username: 'nell',
      firstName: 'Nell',
      lastName: 'Grey',
      enabled: false,
      attributes: { subject: ['s1'], lastSignedInAt: ['2026-03-04T09:00:00.000Z'], registration: ['GMC 0000001'] },
    }));
  it('loses a registration that is no longer on record', () =>
    expect(followed(user, member).attributes).toEqual({ subject: ['s1'], lastSignedInAt: ['2026-03-04T09:00:00.000Z'] }));
  it('with a sign-in noted is not put back in use by it', () =>
    expect(noted(user, '2026-03-05T09:00:00.000Z')).toEqual({
      username: 'nell',
      firstName: 'Nell',
      lastName: 'Hartley',
      attributes: { subject: ['s1'], registration: ['NMC 00A0000X'], lastSignedInAt: ['2026-03-05T09:00:00.000Z'] },
    }));
});

describe('what is to change', () => {
  it('takes the roles of this system that are not wanted, that of a service too, and leaves Keycloak’s own alone', () =>
    expect(rolesToChange(named('consultant', 'service', 'default-roles-rms'), ['auditor', 'no-such-role'])).toEqual({
      taken: named('consultant', 'service'),
      missing: ['auditor'],
    }));
  it('takes the trusts that are not wanted, and leaves groups alone that are none', () => {
    const [one, two] = [
      { id: 'g1', name: 'ZT001', attributes: { ods: ['ZT001'] } },
      { id: 'g2', name: 'ZT002', attributes: { ods: ['ZT002'] } },
    ];
    expect(trustsToChange([one, two, { id: 'g3', name: 'readers' }], ['ZT002', 'ZT003'])).toEqual({ taken: [one], missing: ['ZT003'] });
  });
  it('is nothing where all is as it should be', () =>
    expect(rolesToChange(named('consultant'), ['consultant'])).toEqual({ taken: [], missing: [] }));
});
