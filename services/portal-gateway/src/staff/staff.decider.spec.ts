import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { staffDecider } from './staff.decider.js';
import type { StaffCommand, StaffEvent } from './staff.facts.js';
import type { Administrator } from './who-may-administer.js';

const given = scenario(staffDecider);
const owen: Administrator = { subject: 'owen', roles: ['trust-admin'], trusts: ['ZT001'] };
const sam: Administrator = { subject: 'sam', roles: ['platform-admin'], trusts: ['ZT001', 'ZT002'] };
const ofSaltmarsh: Administrator = { subject: 'nia', roles: ['trust-admin'], trusts: ['ZT002'] };
const nurse = {
  person: 'ruth',
  name: 'Ruth Adeyemi',
  roles: ['clinical-nurse-specialist'],
  trusts: ['ZT001'],
  registration: 'NMC 00A0001X',
};
const admin = { person: 'olga', name: 'Olga Lane', roles: ['trust-admin'], trusts: ['ZT001'] };
const auditor = { person: 'priya', name: 'Priya Nair', roles: ['auditor'], trusts: ['ZT001', 'ZT002'] };
const recorded = (member: typeof admin): StaffEvent => ({ type: 'StaffRecorded', ...member });
const outOfUse = (person: string): StaffEvent => ({ type: 'StaffPutOutOfUse', person, reason: 'Left' });
type Command<Type extends StaffCommand['type']> = Extract<StaffCommand, { readonly type: Type }>;
const addition = (more: Partial<Command<'AddStaff'>> = {}): StaffCommand => ({
  type: 'AddStaff',
  username: 'ruth.adeyemi',
  ...nurse,
  by: owen,
  ...more,
});
const roles = (more: Partial<Command<'GiveRoles'>> = {}): StaffCommand => ({
  type: 'GiveRoles',
  roles: ['support-worker'],
  reason: 'Changed post',
  lastAdministratorOf: [],
  by: owen,
  ...more,
});
const stop = (more: Partial<Command<'PutOutOfUse'>> = {}): StaffCommand => ({
  type: 'PutOutOfUse',
  reason: 'Left the trust',
  lastAdministratorOf: [],
  by: owen,
  ...more,
});
const back = (more: Partial<Command<'PutBackInUse'>> = {}): StaffCommand => ({
  type: 'PutBackInUse',
  reason: 'Came back',
  by: owen,
  ...more,
});

describe('adding somebody', () => {
  it('records who, in which roles, for which trusts, with the registration', () => {
    given()
      .when(addition())
      .then({ type: 'StaffAdded', username: 'ruth.adeyemi', ...nurse });
  });
  it.each([
    ['name-needed', { name: ' ' }],
    ['username-form', { username: 'Ruth Adeyemi' }],
    ['username-form', { username: 'r' }],
    ['no-role', { roles: [] }],
    ['no-trust', { trusts: [] }],
    ['trust-not-yours', { trusts: ['ZT001', 'ZT002'] }],
    ['role-not-yours-to-give', { roles: ['platform-admin'] }],
    ['role-not-yours-to-give', { roles: ['patient'] }],
    ['role-not-yours-to-give', { by: sam }],
    ['registration-form', { registration: 'NMC 123' }],
    ['registration-form', { roles: ['auditor'], registration: 'nmc 00a0001x' }],
  ] as const)('is refused: %s %j', (refusal, more) => {
    given().when(addition(more)).thenRefused(refusal);
  });
  it('of a consultant or specialist nurse without a registration is refused: nobody decides without one', () => {
    const { registration: _, ...without } = nurse;
    for (const role of ['clinical-nurse-specialist', 'consultant'])
      given()
        .when({ type: 'AddStaff', username: 'ruth', ...without, roles: [role], by: owen })
        .thenRefused('registration-needed');
  });
  it('is refused for somebody who is there', () => {
    given(recorded(nurse)).when(addition()).thenRefused('already-there');
  });
});

describe('giving roles', () => {
  it('records all the roles that hold from now on, and why', () => {
    given(recorded(nurse))
      .when(roles())
      .then({ type: 'RolesGiven', person: 'ruth', roles: ['support-worker'], reason: 'Changed post' });
  });
  it('that somebody has already is nothing new', () => {
    given(recorded(nurse))
      .when(roles({ roles: nurse.roles, registration: nurse.registration }))
      .thenNothing();
  });
  it('to oneself is refused, whatever they are', () => {
    given(recorded({ ...admin, person: 'owen' }))
      .when(roles({ roles: ['trust-admin', 'consultant'] }))
      .thenRefused('own-account');
  });
  it('is refused for clinical roles by whoever runs the platform, given or taken', () => {
    given(recorded(nurse))
      .when(roles({ by: sam }))
      .thenRefused('role-not-yours-to-give');
    given(recorded(auditor))
      .when(roles({ by: sam, roles: ['auditor', 'consultant'], registration: 'GMC 0000001' }))
      .thenRefused('role-not-yours-to-give');
    given(recorded(auditor))
      .when(roles({ by: sam, roles: ['auditor', 'alliance-analyst'] }))
      .then(expect.objectContaining({ type: 'RolesGiven' }));
  });
  it('with another registration is refused to whoever runs the platform', () => {
    given(recorded(nurse))
      .when(roles({ by: sam, roles: [...nurse.roles, 'auditor'], registration: 'NMC 00A0002X' }))
      .thenRefused('role-not-yours-to-give');
    given(recorded(nurse))
      .when(roles({ by: sam, roles: [...nurse.roles, 'auditor'], registration: nurse.registration }))
      .then(expect.objectContaining({ type: 'RolesGiven' }));
  });
  it('of the platform is refused to the administrator of a trust', () => {
    given(recorded(nurse))
      .when(roles({ roles: ['platform-admin'] }))
      .thenRefused('role-not-yours-to-give');
  });
  it('to somebody of other trusts is refused: as to nobody where none is shared, and as not his where one is not', () => {
    given(recorded(nurse))
      .when(roles({ by: ofSaltmarsh }))
      .thenRefused('no-such-person');
    given(recorded(auditor)).when(roles()).thenRefused('trust-not-yours');
    given().when(roles()).thenRefused('no-such-person');
  });
  it('is refused without a reason, without a role, and without a registration where one is needed', () => {
    given(recorded(nurse))
      .when(roles({ reason: '' }))
      .thenRefused('reason-needed');
    given(recorded(nurse))
      .when(roles({ roles: [] }))
      .thenRefused('no-role');
    given(recorded(nurse))
      .when(roles({ roles: ['consultant'] }))
      .thenRefused('registration-needed');
  });
  it('may not take the last administrator from a trust', () => {
    given(recorded(admin))
      .when(roles({ lastAdministratorOf: ['ZT001'] }))
      .thenRefused('last-administrator');
    given(recorded(admin))
      .when(roles({ lastAdministratorOf: ['ZT002'] }))
      .then(expect.objectContaining({ type: 'RolesGiven' }));
    given(recorded(admin))
      .when(roles({ roles: ['trust-admin', 'auditor'], lastAdministratorOf: ['ZT001'] }))
      .then(expect.objectContaining({ type: 'RolesGiven' }));
  });
  it('is refused to somebody out of use', () => {
    given(recorded(nurse), outOfUse('ruth')).when(roles()).thenRefused('out-of-use');
  });
  it('stands against what an older token says afterwards', () => {
    const after = given(recorded(nurse), { type: 'RolesGiven', person: 'ruth', roles: ['support-worker'], reason: 'x' });
    after.when({ type: 'RecordStaff', ...nurse }).thenNothing();
    given(recorded(nurse))
      .when({ type: 'RecordStaff', ...nurse, name: 'Ruth Adeyemi-Hale' })
      .then(expect.objectContaining({ type: 'StaffRecorded' }));
  });
});

describe('putting somebody out of use', () => {
  it('records that, and why', () => {
    given(recorded(nurse)).when(stop()).then({ type: 'StaffPutOutOfUse', person: 'ruth', reason: 'Left the trust' });
  });
  it('is done once', () => {
    given(recorded(nurse), outOfUse('ruth')).when(stop()).thenNothing();
  });
  it('of oneself, of somebody unknown, or without a reason is refused', () => {
    given(recorded({ ...admin, person: 'owen' }))
      .when(stop())
      .thenRefused('own-account');
    given().when(stop()).thenRefused('no-such-person');
    given(recorded(nurse))
      .when(stop({ by: ofSaltmarsh }))
      .thenRefused('no-such-person');
    given(recorded(nurse))
      .when(stop({ reason: ' ' }))
      .thenRefused('reason-needed');
  });
  it('of the last administrator of a trust is refused', () => {
    given(recorded(admin))
      .when(stop({ lastAdministratorOf: ['ZT001'] }))
      .thenRefused('last-administrator');
  });
  it('of a clinician is not for whoever runs the platform', () => {
    given(recorded(nurse))
      .when(stop({ by: sam }))
      .thenRefused('role-not-yours-to-give');
  });
  it('of somebody who works for several trusts is for an administrator of all of them: nobody shuts out his auditor', () => {
    const ofBoth: Administrator = { ...owen, trusts: ['ZT001', 'ZT002'] };
    given(recorded(auditor)).when(stop()).thenRefused('trust-not-yours');
    given(recorded(auditor), outOfUse('priya')).when(back()).thenRefused('trust-not-yours');
    for (const by of [ofBoth, sam])
      given(recorded(auditor)).when(stop({ by })).then({ type: 'StaffPutOutOfUse', person: 'priya', reason: 'Left the trust' });
  });
  it('of a clinician or safety officer of several trusts is for whoever runs the platform for all of them too', () => {
    for (const role of ['clinical-nurse-specialist', 'clinical-safety-officer'])
      given(recorded({ ...auditor, roles: [role] }))
        .when(stop({ by: sam }))
        .then(expect.objectContaining({ type: 'StaffPutOutOfUse' }));
    given(recorded({ ...auditor, trusts: ['ZT001', 'ZT003'] }))
      .when(stop({ by: sam }))
      .thenRefused('trust-not-yours');
  });
});

describe('putting somebody back in use', () => {
  it('records that, and why; the roles are those from before', () => {
    const before = given(recorded(nurse), outOfUse('ruth'));
    before.when(back()).then({ type: 'StaffPutBackInUse', person: 'ruth', reason: 'Came back' });
    expect(given(recorded(nurse), outOfUse('ruth'), { type: 'StaffPutBackInUse', person: 'ruth', reason: 'x' }).state).toEqual({
      member: nurse,
      managed: true,
    });
  });
  it('of somebody in use is nothing; oneself nobody puts back', () => {
    given(recorded(nurse)).when(back()).thenNothing();
    given(recorded({ ...admin, person: 'owen' }), outOfUse('owen'))
      .when(back())
      .thenRefused('own-account');
    given(recorded(nurse), outOfUse('ruth'))
      .when(back({ reason: '' }))
      .thenRefused('reason-needed');
    given(recorded(nurse), outOfUse('ruth'))
      .when(back({ by: sam }))
      .thenRefused('role-not-yours-to-give');
  });
});

describe('giving a first password', () => {
  const password = (by: Administrator): StaffCommand => ({ type: 'GiveFirstPassword', by });
  it('records that it was given, and never what it is', () => {
    given(recorded(nurse)).when(password(owen)).then({ type: 'FirstPasswordGiven', person: 'ruth' });
  });
  it('is refused to oneself, to somebody out of use, of other trusts, or with roles that are not his to give', () => {
    given(recorded({ ...admin, person: 'owen' }))
      .when(password(owen))
      .thenRefused('own-account');
    given(recorded(nurse), outOfUse('ruth')).when(password(owen)).thenRefused('out-of-use');
    given(recorded(auditor)).when(password(owen)).thenRefused('trust-not-yours');
    given(recorded(nurse)).when(password(sam)).thenRefused('role-not-yours-to-give');
  });
});
