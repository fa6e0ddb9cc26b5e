import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@rms/event-sourcing';
import { audienceOfTheSystem, bearerVerifier } from '../index.js';
import {
  askForTokens,
  isRenewed,
  keycloakUnderTest,
  signInAtGateway,
  trySigningIn,
  type KeycloakOfTests,
  type KeycloakUnderTest,
} from '../testing/index.js';
import { putTrainingStaff, staffKeeperClientId, trainingSubject } from './index.js';
import { serviceToken } from './service-token.js';

const nell = '00000000-0000-4000-8000-000000000001';
const member = { subject: nell, username: 'nell', name: 'Nell Hartley', roles: ['support-worker'], trusts: ['ZT001'], outOfUse: false };
const who = { username: 'nell', password: 'three quiet herons' };

/** What the realm's document comes to in a real Keycloak. */
export const realmInKeycloak = (keycloak: KeycloakOfTests): void => {
  describe('the realm in Keycloak', () => {
    let provider: KeycloakUnderTest;
    const inRealm = <T>(method: string, path: string, body?: object): Promise<T> =>
      provider.server.ask(method, `/${provider.realm}${path}`, body);
    const verifier = () =>
      bearerVerifier({ issuer: provider.issuer, audience: audienceOfTheSystem, clock: systemClock, isStillSo: provider.isStillSo() });
    beforeAll(async () => {
      provider = await keycloakUnderTest(keycloak);
    });
    afterAll(() => provider.close());
    beforeEach(async () => {
      await provider.forgetEverybody();
      await provider.keeper.follow(member);
      await provider.choosePassword(nell, who.password);
    });

    it('forgets a token as soon as its session ends', async () => {
      const tokens = await signInAtGateway(provider.gateway, who);
      const verify = verifier();
      expect(await verify(`Bearer ${tokens.access}`)).toBeDefined();
      await inRealm('POST', `/users/${await provider.userId(nell)}/logout`);
      expect([await verify(`Bearer ${tokens.access}`), await isRenewed(provider.gateway, tokens)]).toEqual([undefined, false]);
    });
    it('lets no person pass for a service, whatever roles somebody gave him in its console', async () => {
      const role = await inRealm<object>('GET', '/roles/service');
      await inRealm('POST', `/users/${await provider.userId(nell)}/role-mappings/realm`, [role]);
      const { access } = await signInAtGateway(provider.gateway, who);
      expect(await verifier()(`Bearer ${access}`)).toMatchObject({ subject: nell, roles: ['support-worker'] });
    });
    it('takes a password at its own form and nowhere else', async () => {
      const clients = await inRealm<
        readonly { readonly clientId: string; readonly directAccessGrantsEnabled: boolean; readonly enabled: boolean }[]
      >('GET', '/clients');
      const takesPasswords = clients.filter((client) => client.enabled && client.directAccessGrantsEnabled);
      expect(takesPasswords.map(({ clientId }) => clientId).filter((id) => !id.startsWith('another-'))).toEqual([]);
      expect((await askForTokens(provider.gateway, { grant_type: 'password', ...who })).status).toBe(400);
    });
    it('signs nobody in for another address, or without proof of who began', async () => {
      await expect(trySigningIn({ ...provider.gateway, publicUrl: 'http://127.0.0.1:10' }, who)).rejects.toThrow('no form');
      const answer = await fetch(
        `${provider.issuer}/protocol/openid-connect/auth?client_id=rms-gateway&response_type=code&scope=openid&redirect_uri=${encodeURIComponent(`${provider.gateway.publicUrl}/signed-in`)}`,
        { redirect: 'manual' },
      );
      expect(answer.headers.get('location')).toContain('code_challenge_method');
      expect(answer.headers.get('location')).toContain('error=invalid_request');
    });
    it('makes somebody wait who guesses, with the same answer for the right password', async () => {
      expect(await trySigningIn(provider.gateway, who)).toBe('in');
      for (let n = 0; n < 5; n += 1) expect(await trySigningIn(provider.gateway, { ...who, password: 'wrong' })).toBe('refused');
      expect(await trySigningIn(provider.gateway, who)).toBe('refused');
    });
    it('keeps no attribute that it was not told of, and no trust but a group’s', async () => {
      const path = `/users/${await provider.userId(nell)}`;
      const user = await inRealm<{ readonly attributes: object }>('GET', path);
      await inRealm('PUT', path, { ...user, attributes: { ...user.attributes, ods: ['ZT009'], anything: ['x'] } }).catch(() => undefined);
      expect(await verifier()(`Bearer ${(await signInAtGateway(provider.gateway, who)).access}`)).toMatchObject({ trusts: ['ZT001'] });
    });
    it('lets nobody give himself a registration or another name', async () => {
      await inRealm('POST', '/clients', {
        clientId: 'another-own-account',
        publicClient: true,
        directAccessGrantsEnabled: true,
        fullScopeAllowed: true,
      });
      const grant = new URLSearchParams({ grant_type: 'password', client_id: 'another-own-account', scope: 'openid', ...who });
      const answer = await fetch(`${provider.issuer}/protocol/openid-connect/token`, { method: 'POST', body: grant });
      const { access_token } = (await answer.json()) as { readonly access_token: string };
      const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json', accept: 'application/json' };
      const own = (await (await fetch(`${provider.issuer}/account/`, { headers })).json()) as Record<string, unknown>;
      expect(own).toMatchObject({ username: 'nell' });
      const attempt = async (change: object) => {
        const body = JSON.stringify({ ...own, ...change });
        return (await fetch(`${provider.issuer}/account/`, { method: 'POST', headers, body })).status;
      };
      expect([
        await attempt({}),
        await attempt({ attributes: { registration: ['GMC 0000001'] } }),
        await attempt({ attributes: { subject: ['other'] } }),
        await attempt({ firstName: 'Doctor' }),
      ]).toEqual([204, 400, 400, 400]);
      expect(await verifier()(`Bearer ${(await signInAtGateway(provider.gateway, who)).access}`)).toEqual({
        subject: nell,
        username: 'nell',
        name: 'Nell Hartley',
        roles: ['support-worker'],
        trusts: ['ZT001'],
      });
    });
    it('lets whoever keeps the sign-ins look after users, and after nothing else', async () => {
      const token = await serviceToken({
        issuer: provider.issuer,
        clientId: staffKeeperClientId,
        secret: 'staff-keeper-secret',
        clock: systemClock,
      })();
      expect(await verifier()(`Bearer ${token}`)).toBeUndefined();
      const asked = async (method: string, path: string, body?: object) =>
        (
          await fetch(`${provider.issuer.replace('/realms/', '/admin/realms/')}${path}`, {
            method,
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          })
        ).status;
      expect([
        await asked('GET', '/users'),
        await asked('GET', '/clients'),
        await asked('PUT', '', { accessTokenLifespan: 9999 }),
        await asked('POST', '/roles', { name: 'more' }),
        await asked('POST', '/components', { providerId: 'rsa', providerType: 'org.keycloak.keys.KeyProvider' }),
      ]).toEqual([200, 403, 403, 403, 403]);
    });
    it('tells of every sign-in, however many there are', async () => {
      const users = Array.from({ length: 205 }, (_, n) => ({
        username: `many-${String(n)}`,
        enabled: false,
        attributes: { subject: [`s-${String(n)}`] },
      }));
      await inRealm('POST', '/partialImport', { ifResourceExists: 'FAIL', users });
      const kept = await provider.keeper.kept();
      expect([kept.length, new Set(kept.map(({ subject }) => subject)).size]).toEqual([206, 206]);
    });
    it('has training staff put into it, as often as one likes', async () => {
      const settings = { issuer: provider.issuer, clientId: staffKeeperClientId, secret: 'staff-keeper-secret', clock: systemClock };
      const ruth = {
        username: 'ruth',
        name: 'Ruth Adeyemi',
        roles: ['clinical-nurse-specialist'],
        trusts: ['ZT001', 'ZT002'],
        registration: 'NMC 00A0001X',
        does: 'Reviews results',
        password: 'abcd-efgh-jkmn',
      } as const;
      const leah = {
        username: 'leah',
        name: 'Leah Marsh',
        roles: ['support-worker'],
        trusts: ['ZT001'],
        does: '',
        password: 'abcd-efgh-jkmn',
      } as const;
      for (let n = 0; n < 2; n += 1)
        expect(await putTrainingStaff(settings, [ruth, leah])).toEqual(
          new Map([
            ['ruth', trainingSubject('ruth')],
            ['leah', trainingSubject('leah')],
          ]),
        );
      const { access } = await signInAtGateway(provider.gateway, { username: 'ruth', password: ruth.password });
      const person = await verifier()(`Bearer ${access}`);
      expect(person).toMatchObject({
        subject: trainingSubject('ruth'),
        name: 'Ruth Adeyemi',
        roles: ['clinical-nurse-specialist'],
        registration: 'NMC 00A0001X',
      });
      expect([...(person as { readonly trusts: readonly string[] }).trusts].sort()).toEqual(['ZT001', 'ZT002']);
    });
    it('has no training staff under a username that is somebody else’s', async () => {
      await inRealm('POST', '/users', { username: 'ruth', enabled: true });
      const settings = { issuer: provider.issuer, clientId: staffKeeperClientId, secret: 'staff-keeper-secret', clock: systemClock };
      const ruth = { username: 'ruth', name: 'Ruth', roles: [], trusts: [], does: '', password: 'abcd-efgh-jkmn' };
      await expect(putTrainingStaff(settings, [ruth])).rejects.toThrow('The username ruth is somebody else’s.');
    });
  });
};
