import { describe, expect, it, jest } from '@jest/globals';
import { roles } from '../roles.js';
import { keycloakToTry } from '../testing/index.js';
import { realmDocument } from './realm-document.js';
import { whatIsKnownOfAPerson } from './realm-claims.js';
import { realmInKeycloak } from './realm-in-keycloak.fixture.js';

interface Client {
  readonly clientId: string;
  readonly secret?: string;
  readonly enabled: boolean;
  readonly publicClient: boolean;
  readonly directAccessGrantsEnabled: boolean;
  readonly implicitFlowEnabled: boolean;
  readonly standardFlowEnabled: boolean;
  readonly fullScopeAllowed: boolean;
  readonly redirectUris: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
}
interface Document {
  readonly realm: string;
  readonly roles: { readonly realm: readonly { readonly name: string }[] };
  readonly groups: readonly object[];
  readonly clients: readonly Client[];
  readonly scopeMappings: readonly { readonly client: string; readonly roles: readonly string[] }[];
  readonly accessTokenLifespan: number;
  readonly ssoSessionIdleTimeout: number;
  readonly ssoSessionMaxLifespan: number;
  readonly bruteForceProtected: boolean;
}

const settings = {
  gatewayUrls: ['https://rms.example.org', 'https://rms.example.com'],
  secrets: { gateway: 'one', service: 'two', staffKeeper: 'three', operator: 'four' },
  trusts: ['ZT001', 'ZT002'],
};
const realm = realmDocument(settings) as unknown as Document;
const client = (id: string): Client | undefined => realm.clients.find(({ clientId }) => clientId === id);

describe('the realm', () => {
  it('has the roles of this system, one for services, and no others', () =>
    expect(realm.roles.realm.map(({ name }) => name)).toEqual([...roles, 'service']));
  it('lets a person’s token say his roles and never that he is a service, and the other way round', () =>
    expect(realm.scopeMappings).toEqual([
      { client: 'rms-gateway', roles },
      { client: 'rms-service', roles: ['service'] },
      { client: 'rms-operator', roles: ['service'] },
    ]));
  it('has a client for each secret, takes a password at none of them, and grants none the whole scope', () => {
    expect(realm.clients.filter(({ enabled }) => enabled).map(({ clientId, secret }) => [clientId, secret])).toEqual([
      ['rms-gateway', 'one'],
      ['rms-service', 'two'],
      ['rms-operator', 'four'],
      ['rms-staff-keeper', 'three'],
    ]);
    expect(
      realm.clients.filter((one) => one.directAccessGrantsEnabled || one.implicitFlowEnabled || one.publicClient || one.fullScopeAllowed),
    ).toEqual([]);
  });
  it('has a client that takes the passwords of the training staff in a training region alone', () => {
    const inTraining = realmDocument({ ...settings, training: 'five' }) as unknown as Document;
    const takesPasswords = inTraining.clients.filter((one) => one.directAccessGrantsEnabled);
    expect(takesPasswords.map(({ clientId }) => clientId)).toEqual(['rms-training']);
    expect(inTraining.scopeMappings.at(-1)).toEqual({ client: 'rms-training', roles });
  });
  it('sends browsers back to the gateway and nowhere else, with proof that they began there', () => {
    expect(client('rms-gateway')).toMatchObject({
      standardFlowEnabled: true,
      redirectUris: ['https://rms.example.org/signed-in', 'https://rms.example.com/signed-in'],
      attributes: {
        'pkce.code.challenge.method': 'S256',
        'post.logout.redirect.uris': 'https://rms.example.org/signed-out##https://rms.example.com/signed-out',
      },
    });
    expect(realm.clients.filter(({ standardFlowEnabled }) => standardFlowEnabled)).toHaveLength(1);
  });
  it('ends tokens after five minutes and sessions after twelve hours, and slows guessing', () =>
    expect(realm).toMatchObject({
      realm: 'rms',
      accessTokenLifespan: 300,
      ssoSessionIdleTimeout: 1200,
      ssoSessionMaxLifespan: 43_200,
      bruteForceProtected: true,
    }));
  it('has other lifetimes and another name where it is told so', () =>
    expect(realmDocument({ ...settings, realm: 'other', lifetimes: { accessToken: 60, idle: 120, session: 180 } })).toMatchObject({
      realm: 'other',
      accessTokenLifespan: 60,
      ssoSessionIdleTimeout: 120,
      ssoSessionMaxLifespan: 180,
    }));
  it('has a group for each trust, with its code', () =>
    expect(realm.groups).toEqual([
      { name: 'ZT001', attributes: { ods: ['ZT001'] } },
      { name: 'ZT002', attributes: { ods: ['ZT002'] } },
    ]));
  it('lets nobody change anything about himself', () =>
    expect(whatIsKnownOfAPerson.attributes.map((each) => (each as { readonly permissions: object }).permissions)).toEqual(
      whatIsKnownOfAPerson.attributes.map(() => expect.objectContaining({ edit: ['admin'] })),
    ));
  it('is the same each time it is made', () => expect(realmDocument(settings)).toEqual(realmDocument(settings)));
});

const keycloak = keycloakToTry();
if (keycloak !== undefined) {
  jest.setTimeout(60_000);
  realmInKeycloak(keycloak);
}
