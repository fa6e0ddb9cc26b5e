import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CannotBeChecked, type IsStillSo, type Person } from '../index.js';
import { json, startRealm, type RealmOfATest } from '../realm.fixture.js';
import { isStillSoAt } from './is-still-so-at.js';

const nell: Person = {
  subject: 's1',
  username: 'nell',
  name: 'Nell',
  roles: ['consultant', 'auditor'],
  trusts: ['ZT001'],
  registration: 'GMC 0000001',
};
const claims = {
  sub: 's1',
  realm_access: { roles: ['auditor', 'consultant', 'default-roles-rms'] },
  ods: ['ZT001'],
  registration: 'GMC 0000001',
};
const [writing, reading] = [
  { token: 'a.b.c', writes: true },
  { token: 'a.b.c', writes: false },
];

describe('whether what a token says is still so, asked of the realm', () => {
  let realm: RealmOfATest;
  let isStillSo: IsStillSo;
  const clock = { at: 0, now: () => clock.at };
  const says = (status: number, body: object = claims): void => {
    realm.answers['userinfo'] = json(status, body);
  };
  const now = (status: number) => (): Promise<void> => {
    says(status, {});
    return Promise.resolve();
  };
  const times = () => realm.asked.length;
  beforeEach(async () => {
    clock.at = 0;
    realm = await startRealm();
    isStillSo = isStillSoAt({ issuer: realm.issuer, clock });
    says(200);
  });
  afterEach(() => realm.goAway());

  it('is asked each time somebody writes', async () => {
    expect([await isStillSo(nell, writing), await isStillSo(nell, writing), times()]).toEqual([true, true, 2]);
    says(401);
    expect(await isStillSo(nell, writing)).toBe(false);
  });
  it('is asked every half minute of who reads, so that no revocation goes unnoticed for longer', async () => {
    expect(await isStillSo(nell, reading)).toBe(true);
    says(401);
    clock.at = 29_999;
    expect([await isStillSo(nell, reading), times()]).toEqual([true, 1]);
    clock.at = 30_000;
    expect([await isStillSo(nell, reading), times()]).toEqual([false, 2]);
  });
  it('is known to who reads from the moment that somebody wrote', async () => {
    expect(await isStillSo(nell, reading)).toBe(true);
    says(401);
    expect([await isStillSo(nell, writing), await isStillSo(nell, reading)]).toEqual([false, false]);
  });
  it('is remembered for one token and no other', async () => {
    expect(await isStillSo(nell, reading)).toBe(true);
    says(401);
    expect(await isStillSo(nell, { ...reading, token: 'a.b.d' })).toBe(false);
  });
  it.each([
    ['another subject', { ...claims, sub: 's2' }],
    ['a role less', { ...claims, realm_access: { roles: ['auditor'] } }],
    ['a role more', { ...claims, realm_access: { roles: ['auditor', 'consultant', 'trust-admin'] } }],
    ['no roles', { ...claims, realm_access: undefined }],
    ['another trust', { ...claims, ods: ['ZT002'] }],
    ['no trust', { ...claims, ods: undefined }],
    ['another registration', { ...claims, registration: 'GMC 0000002' }],
    ['no registration', { ...claims, registration: undefined }],
    ['that this is a service', { ...claims, realm_access: { roles: ['service'] } }],
    ['nothing', {}],
  ])('is not when the realm says %s', async (_, said) => {
    says(200, said);
    expect([await isStillSo(nell, writing), await isStillSo(nell, reading)]).toEqual([false, false]);
  });
  it.each([400, 401, 403, 404])('is not when the realm answers %p', async (status) => {
    says(status, {});
    expect(await isStillSo(nell, writing)).toBe(false);
  });

  describe.each([
    ['does not answer', () => realm.goAway()],
    ['fails', now(500)],
    ['is still starting', now(503)],
    ['is asked too much', now(429)],
    [
      'answers with something else',
      () => {
        realm.answers['userinfo'] = (response) => response.writeHead(200).end('<html>');
        return Promise.resolve();
      },
    ],
    [
      'sends elsewhere',
      () => {
        realm.answers['userinfo'] = (response) => response.writeHead(302, { location: `${realm.issuer}/certs` }).end();
        return Promise.resolve();
      },
    ],
  ])('while the realm %s', (_, breaks) => {
    afterEach(() => realm.comeBack().catch(() => undefined));

    it('lets nobody write, and those read whose token counts', async () => {
      await breaks();
      await expect(isStillSo(nell, writing)).rejects.toBeInstanceOf(CannotBeChecked);
      expect(await isStillSo(nell, reading)).toBe(true);
    });
    it('lets nobody read of whom the last word was no', async () => {
      says(401);
      expect(await isStillSo(nell, reading)).toBe(false);
      await breaks();
      await expect(isStillSo(nell, writing)).resolves.toBe(false);
      clock.at = 60_000;
      expect(await isStillSo(nell, reading)).toBe(false);
      clock.at = 120_000;
      expect(await isStillSo(nell, reading)).toBe(false);
    });
  });
  it('is asked again some seconds after the realm did not answer', async () => {
    says(503, {});
    expect([await isStillSo(nell, reading), await isStillSo(nell, reading), times()]).toEqual([true, true, 1]);
    says(401);
    clock.at = 5000;
    expect([await isStillSo(nell, reading), times()]).toEqual([false, 2]);
  });
});
