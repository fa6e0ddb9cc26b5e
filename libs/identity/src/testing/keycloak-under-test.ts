import { randomUUID } from 'node:crypto';
import { systemClock } from '@rms/event-sourcing';
import { isStillSoAt } from '../keycloak/is-still-so-at.js';
import { keycloakSignInKeeper } from '../keycloak/keycloak-sign-in-keeper.js';
import { gatewayClientId, realmDocument, staffKeeperClientId } from '../keycloak/realm-document.js';
import type { KeycloakOfTests } from './config.js';
import { askForTokens, signInAtGateway, type Credentials } from './code-flow.js';
import { KeycloakServer } from './keycloak-server.js';
import type { ProviderUnderTest } from './provider-under-test.js';

const secrets = {
  gateway: 'gateway-secret',
  service: 'service-secret',
  staffKeeper: 'staff-keeper-secret',
  operator: 'operator-secret',
} as const;
const publicUrl = 'http://127.0.0.1:9';

interface User {
  readonly id: string;
}
export interface KeycloakUnderTest extends ProviderUnderTest {
  readonly server: KeycloakServer;
  readonly realm: string;
  /** Keycloak's own id of a user. */
  readonly userId: (subject: string) => Promise<string>;
}

/** A realm of its own in a real Keycloak, made from the realm's document and taken away at the end. */
export const keycloakUnderTest = async (settings: KeycloakOfTests): Promise<KeycloakUnderTest> => {
  const server = new KeycloakServer(settings);
  const realm = `rms-${randomUUID()}`;
  const issuer = `${settings.url}/realms/${realm}`;
  const gateway = { issuer, clientId: gatewayClientId, clientSecret: secrets.gateway, publicUrl };
  await server.ask('POST', '', realmDocument({ realm, gatewayUrls: [publicUrl], secrets, trusts: ['ZT001'] }));
  const key = await server.signWithKnownKey(realm);
  const userId = async (subject: string): Promise<string> => {
    const [user] = await server.ask<readonly User[]>('GET', `/${realm}/users?q=subject:${subject}`);
    return user!.id;
  };
  const choosePassword = async (subject: string, value: string): Promise<void> => {
    await server.ask('PUT', `/${realm}/users/${await userId(subject)}/reset-password`, { type: 'password', value, temporary: false });
  };
  // Only here is there an application that takes passwords, and it was given no part in this system.
  const tokenOfAnotherClient = async ({ username, password }: Credentials): Promise<string> => {
    const clientId = `another-${randomUUID()}`;
    await server.ask('POST', `/${realm}/clients`, {
      clientId,
      secret: 'another-secret',
      publicClient: false,
      directAccessGrantsEnabled: true,
    });
    const grant = { grant_type: 'password', scope: 'openid', username, password };
    const answer = await askForTokens({ issuer, clientId, clientSecret: 'another-secret' }, grant);
    return ((await answer.json()) as { readonly access_token: string }).access_token;
  };
  const tokenOfAnotherRealm = async (): Promise<string> => {
    const other = await keycloakUnderTest(settings);
    const [subject, username, password] = [randomUUID(), 'other', 'four quiet herons'];
    await other.keeper.follow({ subject, username, name: 'Other', roles: ['consultant'], trusts: ['ZT001'], outOfUse: false });
    await other.choosePassword(subject, password);
    const { access } = await signInAtGateway(other.gateway, { username, password });
    await other.close();
    return access;
  };
  return {
    server,
    realm,
    issuer,
    gateway,
    serviceSecret: secrets.service,
    keeper: keycloakSignInKeeper({ issuer, clientId: staffKeeperClientId, secret: secrets.staffKeeper, clock: systemClock }),
    isStillSo: () => isStillSoAt({ issuer, clock: systemClock }),
    userId,
    choosePassword,
    signingKey: () => Promise.resolve(key),
    tokenOfAnotherRealm,
    tokenOfAnotherClient,
    forgetEverybody: async () => {
      for (const { id } of await server.ask<readonly User[]>('GET', `/${realm}/users?max=1000`))
        await server.ask('DELETE', `/${realm}/users/${id}`);
    },
    close: () => server.ask('DELETE', `/${realm}`),
  };
};
