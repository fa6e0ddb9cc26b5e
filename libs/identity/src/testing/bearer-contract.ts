import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@rms/event-sourcing';
import { bearerVerifier, type VerifyBearer } from '../bearer.js';
import { audienceOfTheSystem } from '../realm.js';
import type { FollowedMember } from '../sign-in-keeper.js';
import { askForTokens, isRenewed, signInAtGateway, type IssuedTokens } from './code-flow.js';
import { partsOf, signedToken, tamperedToken, tokenUnderSharedSecret, unsignedToken } from './forged-tokens.js';
import type { ProviderUnderTest } from './provider-under-test.js';

const [ruth, password] = ['00000000-0000-4000-8000-00000000000a', 'three quiet herons'];
const member: FollowedMember = {
  subject: ruth,
  username: 'ruth',
  name: 'Ruth Adeyemi',
  roles: ['clinical-nurse-specialist'],
  trusts: ['ZT001'],
  registration: 'NMC 00A0000X',
  outOfUse: false,
};
const person = {
  subject: ruth,
  username: 'ruth',
  name: 'Ruth Adeyemi',
  roles: ['clinical-nurse-specialist'],
  trusts: ['ZT001'],
  registration: 'NMC 00A0000X',
};
const seconds = (): number => Math.floor(systemClock.now() / 1000);

/** How often this process asks for keys while something is done. */
const keyFetchesDuring = async (work: () => Promise<void>): Promise<number> => {
  let fetches = 0;
  const count = (message: unknown): void => {
    if ((message as { readonly request: { readonly path: string } }).request.path.endsWith('/certs')) fetches += 1;
  };
  subscribe('undici:request:create', count);
  await work().finally(() => unsubscribe('undici:request:create', count));
  return fetches;
};

/** Which tokens count and which do not, whoever issues them: every way of mistaking one token for another. */
export const bearerContract = (name: string, open: () => Promise<ProviderUnderTest>): void => {
  describe(`a bearer token of ${name}`, () => {
    let provider: ProviderUnderTest;
    let verify: VerifyBearer;
    let hers: IssuedTokens;
    beforeAll(async () => {
      provider = await open();
      await provider.keeper.follow(member);
      await provider.choosePassword(ruth, password);
      verify = bearerVerifier({ issuer: provider.issuer, audience: audienceOfTheSystem, clock: systemClock });
      hers = await signInAtGateway(provider.gateway, { username: 'ruth', password });
    });
    afterAll(() => provider.close());

    const refused = async (jwt: string) => expect(await verify(`Bearer ${jwt}`)).toBeUndefined();
    const resigned = async (change: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) => {
      const [header, claims] = partsOf(hers.access);
      const kept = Object.entries({ ...claims, ...change }).filter(([, value]) => value !== undefined);
      return signedToken({ ...header, ...more }, Object.fromEntries(kept), await provider.signingKey());
    };
    const serviceToken = async (): Promise<string> => {
      const client = { issuer: provider.issuer, clientId: 'rms-service', clientSecret: provider.serviceSecret };
      const answer = await askForTokens(client, { grant_type: 'client_credentials' });
      return ((await answer.json()) as { readonly access_token: string }).access_token;
    };

    it('of a person gives subject, roles, trust and registration', async () =>
      expect(await verify(`Bearer ${hers.access}`)).toEqual(person));
    it('signed again unchanged is taken, so the refusals below are for their own reason', async () =>
      expect(await verify(`Bearer ${await resigned({})}`)).toEqual(person));
    it('lasts five minutes at most', () => {
      const [, { exp, iat }] = partsOf(hers.access);
      expect((exp as number) - (iat as number)).toBe(300);
    });
    it('of a service is known as a service and not as a person', async () =>
      expect(await verify(`Bearer ${await serviceToken()}`)).toEqual({ service: 'rms-service' }));
    it('is refused when missing, or not a bearer token', async () => {
      for (const header of [
        undefined,
        '',
        'Basic x',
        'Bearer',
        'Bearer a.b',
        'Bearer a.b.c',
        'Bearer bnVsbA.bnVsbA.x',
        `bearer ${hers.access}`,
        `Bearer ${hers.access} x`,
      ])
        expect(await verify(header)).toBeUndefined();
    });
    it('is refused when tampered with', async () => {
      await refused(tamperedToken(hers.access, { ods: ['ZT002'] }));
      await refused(tamperedToken(hers.access, { realm_access: { roles: ['consultant'] } }));
    });
    it('is refused for another audience', async () => {
      await refused(await resigned({ aud: 'another-api' }));
      await refused(await resigned({ aud: undefined }));
    });
    it('is refused when it was given to another application', async () =>
      refused(await provider.tokenOfAnotherClient({ username: 'ruth', password })));
    it('is refused from another realm', async () => {
      await refused(await provider.tokenOfAnotherRealm());
      await refused(await resigned({ iss: `${provider.issuer}-other` }));
    });
    it('is refused when expired, or without an expiry', async () => {
      await refused(await resigned({ exp: seconds() - 10 }));
      await refused(await resigned({ exp: undefined }));
    });
    it('is refused before its time', async () => refused(await resigned({ nbf: seconds() + 3600 })));
    it('is refused when it is the ID token or the refresh token of the same sign-in', async () => {
      await refused(hers.id);
      await refused(hers.refresh);
      for (const typ of ['ID', 'Refresh', 'Offline', 'Logout', undefined]) await refused(await resigned({ typ }));
    });
    it('is refused with no algorithm', async () => {
      const [, claims] = partsOf(hers.access);
      await refused(unsignedToken(claims, ''));
      await refused(unsignedToken(claims, 'x'));
    });
    it('is refused when signed with the public key as a shared secret', async () => {
      const pem = createPublicKey(await provider.signingKey()).export({ type: 'spki', format: 'pem' });
      const [header, claims] = partsOf(hers.access);
      await refused(tokenUnderSharedSecret(header, claims, String(pem)));
    });
    it('is refused when somebody else signed it under the key’s name', async () => {
      const [header, claims] = partsOf(hers.access);
      await refused(signedToken(header, claims, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey));
    });
    it('is refused with keys nobody knows, however many, and the realm is asked for its keys once', async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const [header, claims] = partsOf(hers.access);
      const fresh = bearerVerifier({ issuer: provider.issuer, audience: audienceOfTheSystem, clock: systemClock });
      const made = Array.from({ length: 20 }, (_, n) => signedToken({ ...header, kid: `unknown-${String(n)}` }, claims, privateKey));
      const fetches = await keyFetchesDuring(async () => {
        expect(await Promise.all(made.map((jwt) => fresh(`Bearer ${jwt}`)))).toEqual(made.map(() => undefined));
        for (const jwt of made) expect(await fresh(`Bearer ${jwt}`)).toBeUndefined();
        expect(await fresh(`Bearer ${hers.access}`)).toEqual(person);
      });
      expect(fetches).toBe(1);
    });

    describe('where sign-ins follow the facts about staff', () => {
      const asking = () =>
        bearerVerifier({
          issuer: provider.issuer,
          audience: audienceOfTheSystem,
          clock: systemClock,
          isStillSo: provider.isStillSo(),
        });
      beforeEach(async () => {
        await provider.keeper.follow(member);
        hers = await signInAtGateway(provider.gateway, { username: 'ruth', password });
      });

      it('is taken while what it says is so, for reading and writing', async () => {
        const verifyNow = asking();
        for (const writes of [false, true, false]) expect(await verifyNow(`Bearer ${hers.access}`, { writes })).toEqual(person);
      });
      it.each([
        ['is out of use', { outOfUse: true }],
        ['has another role', { roles: ['support-worker'] }],
        ['has one role more', { roles: ['clinical-nurse-specialist', 'trust-admin'] }],
        ['has no role', { roles: [] }],
        ['works for another trust', { trusts: ['ZT002'] }],
        ['works for no trust', { trusts: [] }],
        ['has another registration', { registration: 'NMC 00A0001X' }],
      ])('is refused to write at once, and to read by one that has not read with it, when the person %s', async (_, change) => {
        const verifyNow = asking();
        expect(await verifyNow(`Bearer ${hers.access}`, { writes: true })).toEqual(person);
        await provider.keeper.follow({ ...member, ...change });
        expect(await verifyNow(`Bearer ${hers.access}`)).toBeUndefined();
        expect(await verifyNow(`Bearer ${hers.access}`, { writes: true })).toBeUndefined();
        expect(await asking()(`Bearer ${hers.access}`, { writes: false })).toBeUndefined();
      });
      it('renewed after a change says what is so now, and is taken', async () => {
        await provider.keeper.follow({ ...member, roles: ['support-worker'] });
        expect(await asking()(`Bearer ${hers.access}`)).toBeUndefined();
        const answer = await askForTokens(provider.gateway, { grant_type: 'refresh_token', refresh_token: hers.refresh });
        const { access_token } = (await answer.json()) as { readonly access_token: string };
        expect(await asking()(`Bearer ${access_token}`)).toMatchObject({ roles: ['support-worker'] });
      });
      it('is not renewed for somebody out of use', async () => {
        await provider.keeper.follow({ ...member, outOfUse: true });
        expect(await isRenewed(provider.gateway, hers)).toBe(false);
      });
      it('of a service needs no member of staff', async () =>
        expect(await asking()(`Bearer ${await serviceToken()}`)).toEqual({ service: 'rms-service' }));
    });
  });
};
