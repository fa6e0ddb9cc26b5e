import { audienceOfTheSystem, operatorClientId, realmName } from '../realm.js';
import { roles } from '../roles.js';
import { claimMappers, whatIsKnownOfAPerson, type Mapper } from './realm-claims.js';

export interface RealmSettings {
  /** Where people's browsers find the gateway, each `https://host` without a slash at the end. A sign-in comes back to nowhere else. */
  readonly gatewayUrls: readonly string[];
  readonly secrets: { readonly gateway: string; readonly service: string; readonly staffKeeper: string; readonly operator: string };
  /** In a training region alone: the secret of a client by which its seed acts for the training staff, by their passwords. */
  readonly training?: string;
  /** ODS codes of the trusts there are from the first; a trust that is not among them gets its group with its first member of staff. */
  readonly trusts?: readonly string[];
  /** Usually `rms`. */
  readonly realm?: string;
  readonly lifetimes?: RealmLifetimes;
}

/** In seconds. */
export interface RealmLifetimes {
  readonly accessToken: number;
  /** A session that nobody used for so long is over. */
  readonly idle: number;
  /** A session is over after this, whatever is done in it. */
  readonly session: number;
}

/** The realm as Keycloak imports it. */
export type RealmDocument = Readonly<Record<string, unknown>> & { readonly realm: string };

export const gatewayClientId = 'rms-gateway';
export const serviceClientId = 'rms-service';
export const staffKeeperClientId = 'rms-staff-keeper';
export const trainingClientId = 'rms-training';
export const serviceRole = 'service';

// The gateway ends a session after a quarter of an hour without a click, and renews a token every five minutes of work.
const usualLifetimes: RealmLifetimes = { accessToken: 300, idle: 20 * 60, session: 12 * 3600 };
const secondsToFinishASignIn = 600;
const secondsToRedeemACode = 60;
const wrongPasswordsAllowed = 5;
const secondsLocked = 60;
const mostSecondsLocked = 15 * 60;

/** What a client may not do unless it says so. */
const closedClient = {
  enabled: true,
  protocol: 'openid-connect',
  publicClient: false,
  clientAuthenticatorType: 'client-secret',
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: false,
  consentRequired: false,
  fullScopeAllowed: false,
  redirectUris: [],
  webOrigins: [],
  optionalClientScopes: [],
} as const;

const audience: Mapper = {
  name: 'audience of the system',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-audience-mapper',
  config: { 'included.custom.audience': audienceOfTheSystem, 'access.token.claim': 'true', 'id.token.claim': 'false' },
};

const gateway = ({ gatewayUrls, secrets }: RealmSettings): object => ({
  ...closedClient,
  clientId: gatewayClientId,
  secret: secrets.gateway,
  standardFlowEnabled: true,
  redirectUris: gatewayUrls.map((url) => `${url}/signed-in`),
  attributes: {
    'pkce.code.challenge.method': 'S256',
    'post.logout.redirect.uris': gatewayUrls.map((url) => `${url}/signed-out`).join('##'),
    'use.refresh.tokens': 'true',
    'access.token.signed.response.alg': 'RS256',
    'id.token.signed.response.alg': 'RS256',
  },
  defaultClientScopes: ['profile'],
  protocolMappers: [audience, ...claimMappers],
});

/** A program of ours, by its own name: it may read what is published, and an operator’s may ask what operators may. */
const program = (clientId: string, secret: string): object => ({
  ...closedClient,
  clientId,
  secret,
  serviceAccountsEnabled: true,
  attributes: { 'access.token.signed.response.alg': 'RS256' },
  defaultClientScopes: ['basic', 'roles'],
  protocolMappers: [audience],
});

// Somebody’s password is enough for it: no region in which patients are treated has one.
const training = (secret: string): object => ({
  ...closedClient,
  clientId: trainingClientId,
  secret,
  directAccessGrantsEnabled: true,
  attributes: { 'access.token.signed.response.alg': 'RS256' },
  defaultClientScopes: ['profile'],
  protocolMappers: [audience, ...claimMappers],
});

const staffKeeper = ({ secrets }: RealmSettings): object => ({
  ...closedClient,
  clientId: staffKeeperClientId,
  secret: secrets.staffKeeper,
  serviceAccountsEnabled: true,
  defaultClientScopes: ['basic', 'roles'],
});

// Keycloak makes this one where it is not named: a door for passwords in every realm.
const noPasswordsByCommandLine = { ...closedClient, clientId: 'admin-cli', enabled: false };

/** Enough to look after users, and too little to look after the realm. */
const whatTheStaffKeeperMay = ['manage-users', 'view-users', 'query-users'];
const ofTheRealm = 'realm-management';

const accountOf = (clientId: string, may: object): object => ({
  username: `service-account-${clientId}`,
  enabled: true,
  serviceAccountClientId: clientId,
  ...may,
});

/**
 * The realm, from its settings and nothing else: import it once into an empty Keycloak. Of the gateway's clients a token never says
 * more than the roles of this system, so that nobody signed in can pass for a service, nor a service for a person.
 */
export const realmDocument = (settings: RealmSettings): RealmDocument => {
  const { accessToken, idle, session } = settings.lifetimes ?? usualLifetimes;
  return {
    realm: settings.realm ?? realmName,
    displayName: 'Remote Monitoring System',
    enabled: true,
    sslRequired: 'external',
    defaultSignatureAlgorithm: 'RS256',
    registrationAllowed: false,
    resetPasswordAllowed: false,
    rememberMe: false,
    editUsernameAllowed: false,
    loginWithEmailAllowed: false,
    duplicateEmailsAllowed: true,
    passwordPolicy: 'length(12) and maxLength(128) and notContainsUsername(undefined) and passwordHistory(1)',
    bruteForceProtected: true,
    permanentLockout: false,
    failureFactor: wrongPasswordsAllowed,
    waitIncrementSeconds: secondsLocked,
    maxFailureWaitSeconds: mostSecondsLocked,
    quickLoginCheckMilliSeconds: 0,
    accessTokenLifespan: accessToken,
    ssoSessionIdleTimeout: idle,
    ssoSessionMaxLifespan: session,
    accessCodeLifespan: secondsToRedeemACode,
    accessCodeLifespanLogin: secondsToFinishASignIn,
    roles: { realm: [...roles, serviceRole].map((name) => ({ name })) },
    groups: (settings.trusts ?? []).map((ods) => ({ name: ods, attributes: { ods: [ods] } })),
    clients: [
      gateway(settings),
      program(serviceClientId, settings.secrets.service),
      program(operatorClientId, settings.secrets.operator),
      staffKeeper(settings),
      noPasswordsByCommandLine,
      ...(settings.training === undefined ? [] : [training(settings.training)]),
    ],
    scopeMappings: [
      { client: gatewayClientId, roles },
      { client: serviceClientId, roles: [serviceRole] },
      { client: operatorClientId, roles: [serviceRole] },
      ...(settings.training === undefined ? [] : [{ client: trainingClientId, roles }]),
    ],
    clientScopeMappings: { [ofTheRealm]: [{ client: staffKeeperClientId, roles: whatTheStaffKeeperMay }] },
    users: [
      accountOf(serviceClientId, { realmRoles: [serviceRole] }),
      accountOf(operatorClientId, { realmRoles: [serviceRole] }),
      accountOf(staffKeeperClientId, { clientRoles: { [ofTheRealm]: whatTheStaffKeeperMay } }),
    ],
    components: {
      'org.keycloak.userprofile.UserProfileProvider': [
        {
          providerId: 'declarative-user-profile',
          config: { 'kc.user.profile.config': [JSON.stringify(whatIsKnownOfAPerson)] },
        },
      ],
    },
  };
};
