import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@rms/event-sourcing';
import { bearerVerifier, embeddedSignInKeeper, isStillSoIn, type FollowedMember, type VerifyBearer } from './index.js';
import { startTestProvider, type TestProvider } from './testing/index.js';

const ruth = {
  username: 'ruth',
  name: 'Ruth Adeyemi',
  roles: ['clinical-nurse-specialist'],
  trusts: ['ZT001'],
  registration: 'NMC 00A0000X',
  does: '',
} as const;
const seconds = (): number => Math.floor(systemClock.now() / 1000);
const text = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const parts = (jwt: string) =>
  jwt
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
const signed = (header: object, content: object, key: KeyObject): string => {
  const body = `${text(header)}.${text(content)}`;
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')}`;
};

describe('a bearer token', () => {
  let identity: TestProvider;
  let verify: VerifyBearer;
  let good: string;
  beforeAll(async () => {
    identity = await startTestProvider([ruth]);
    verify = bearerVerifier({ issuer: identity.issuer, audience: identity.audience, clock: systemClock });
    good = await identity.token('ruth');
  });
  afterAll(() => identity.close());
  const refused = async (jwt: string) => {
    expect(await verify(`Bearer ${jwt}`)).toBeUndefined();
  };
  const key = async () => {
    const keys = (await (await fetch(`${identity.issuer}/protocol/openid-connect/certs`)).json()) as { keys: object[] };
    return createPublicKey({ key: keys.keys[0] as never, format: 'jwk' });
  };
  const ownKey = async (): Promise<KeyObject> =>
    createPrivateKey({ key: JSON.parse(await identity.store.secret('signing-key', () => '')) as never, format: 'jwk' });
  const resigned = async (change: Record<string, unknown>, header: Record<string, unknown> = {}) => {
    const [h, c] = parts(good);
    return signed(
      { ...h, ...header },
      Object.fromEntries(Object.entries({ ...c, ...change }).filter(([, v]) => v !== undefined)),
      await ownKey(),
    );
  };

  it('of a person gives subject, roles, trust and registration', async () => {
    expect(await verify(`Bearer ${good}`)).toEqual({
      subject: identity.store.signIn('ruth')!.subject,
      username: 'ruth',
      name: 'Ruth Adeyemi',
      roles: ['clinical-nurse-specialist'],
      trusts: ['ZT001'],
      registration: 'NMC 00A0000X',
    });
  });
  it('signed again unchanged is taken, so the refusals below are for their own reason', async () =>
    expect(await verify(`Bearer ${await resigned({})}`)).toBeDefined());
  it('lasts five minutes at most', () => {
    const [, c] = parts(good);
    expect((c['exp'] as number) - (c['iat'] as number)).toBe(300);
  });
  it('of a service is known as a service and not as a person', async () => {
    const answer = await fetch(`${identity.issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('rms-service:service-secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    expect(await verify(`Bearer ${access_token}`)).toEqual({ service: 'rms-service' });
  });
  it('is refused when missing, or not a bearer token', async () => {
    for (const header of [undefined, '', 'Basic x', 'Bearer', 'Bearer a.b', `bearer ${good}`, `Bearer ${good} x`])
      expect(await verify(header)).toBeUndefined();
  });
  it('is refused when tampered with', async () => {
    const [h, , s] = good.split('.');
    const [, c] = parts(good);
    await refused(`${h!}.${text({ ...c, ods: ['ZT002'] })}.${s!}`);
  });
  it('is refused for another audience', async () => refused(await resigned({ aud: 'another-api' })));
  it('is refused from another realm', async () => refused(await resigned({ iss: identity.issuer.replace('/rms', '/other') })));
  it('is refused when expired', async () => refused(await resigned({ exp: seconds() - 10 })));
  it('is refused without an expiry', async () => refused(await resigned({ exp: undefined })));
  it('is refused before its time', async () => refused(await resigned({ nbf: seconds() + 3600 })));
  it('is refused when it is an ID token or a refresh token', async () => {
    for (const typ of ['ID', 'Refresh', undefined]) await refused(await resigned({ typ }));
  });
  it('is refused with no algorithm', async () => {
    const [, c] = parts(good);
    await refused(`${text({ alg: 'none', kid: 'x' })}.${text(c)}.`);
    await refused(`${text({ alg: 'none', kid: 'x' })}.${text(c)}.x`);
  });
  it('is refused when signed with the public key as a shared secret', async () => {
    const [h, c] = parts(good);
    const body = `${text({ ...h, alg: 'HS256' })}.${text(c)}`;
    await refused(
      `${body}.${createHmac('sha256', (await key()).export({ type: 'spki', format: 'pem' }))
        .update(body)
        .digest('base64url')}`,
    );
  });
  describe('where sign-ins follow the facts about staff', () => {
    const member = () => ({ ...ruth, subject: identity.store.signIn('ruth')!.subject, outOfUse: false });
    const asked = () =>
      bearerVerifier({ issuer: identity.issuer, audience: identity.audience, clock: systemClock, isStillSo: isStillSoIn(identity.store) });
    afterEach(() => embeddedSignInKeeper(identity.store).follow(member()));
    const following = async (change: Partial<FollowedMember>) => {
      await embeddedSignInKeeper(identity.store).follow({ ...member(), ...change });
    };

    it('is taken while what it says is so', async () => expect(await asked()(`Bearer ${good}`)).toBeDefined());
    it.each([
      ['is out of use', { outOfUse: true }],
      ['has another role', { roles: ['support-worker'] }],
      ['has one role more', { roles: ['clinical-nurse-specialist', 'trust-admin'] }],
      ['works for another trust', { trusts: ['ZT002'] }],
      ['has another registration', { registration: 'NMC 00A0001X' }],
    ])('is refused at once when the person %s', async (_, change) => {
      const verifyNow = asked();
      expect(await verifyNow(`Bearer ${good}`)).toBeDefined();
      await following(change);
      expect(await verifyNow(`Bearer ${good}`)).toBeUndefined();
    });
    it('issued after a change is taken', async () => {
      await following({ roles: ['support-worker'] });
      expect(await asked()(`Bearer ${await identity.token('ruth')}`)).toMatchObject({ roles: ['support-worker'] });
    });
    it('of a service needs no member of staff', async () => {
      const answer = await fetch(`${identity.issuer}/protocol/openid-connect/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from('rms-service:service-secret').toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      const { access_token } = (await answer.json()) as { access_token: string };
      expect(await asked()(`Bearer ${access_token}`)).toEqual({ service: 'rms-service' });
    });
  });
  it('is refused with a key nobody knows, again and again, without a crash', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [h, c] = parts(good);
    for (let n = 0; n < 5; n += 1) await refused(signed({ ...h, kid: `unknown-${String(n)}` }, c, privateKey));
    expect(await verify(`Bearer ${good}`)).toBeDefined();
  });
});
