import { createPrivateKey, generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import Provider, { type Configuration, type JWKS } from 'oidc-provider';
import { audienceOfTheSystem, realmName } from '../realm.js';
import type { IdentityStore } from './identity-store.js';
import { hashPassword, type SignIn, type StoredSignIn } from './sign-ins.js';

const makeKeyPair = promisify(generateKeyPair);
const fiveMinutes = 300;
const twelveHours = 12 * 3600;
const api = 'urn:rms:api';

export interface ProviderOptions {
  readonly store: IdentityStore;
  readonly issuer: string;
  /** Where the gateway is; its sign-in comes back to `<publicUrl>/signed-in`. */
  readonly publicUrl: string;
  readonly gatewaySecret: string;
  readonly serviceSecret: string;
}

const signingKeys = async (store: IdentityStore): Promise<JWKS> => {
  const kept = await store.secret('signing-key', async () => {
    const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
    return JSON.stringify({
      ...createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({ format: 'jwk' }),
      use: 'sig',
      alg: 'RS256',
      kid: randomUUID(),
    });
  });
  return { keys: [JSON.parse(kept) as JWKS['keys'][number]] };
};

/** Claims as Keycloak lays them out, so that services cannot tell which provider they have. */
const claimsOf = (person: StoredSignIn): Record<string, unknown> => ({
  typ: 'Bearer',
  preferred_username: person.username,
  name: person.name,
  realm_access: { roles: person.roles },
  ods: person.trusts,
  ...(person.registration === undefined ? {} : { registration: person.registration }),
});

const resourceServer = {
  scope: '',
  audience: audienceOfTheSystem,
  accessTokenTTL: fiveMinutes,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: 'RS256' } },
} as const;

const configurationOf = async ({ store, publicUrl, gatewaySecret, serviceSecret }: ProviderOptions): Promise<Configuration> => {
  const endpoint = '/protocol/openid-connect';
  return {
    adapter: (model: string) => store.adapter(model),
    jwks: await signingKeys(store),
    cookies: {
      keys: [await store.secret('cookie-key', () => randomBytes(32).toString('hex'))],
      names: { session: 'rms_identity', interaction: 'rms_interaction', resume: 'rms_interaction_resume' },
    },
    clients: [
      {
        client_id: 'rms-gateway',
        client_secret: gatewaySecret,
        redirect_uris: [`${publicUrl}/signed-in`],
        post_logout_redirect_uris: [`${publicUrl}/signed-out`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      {
        client_id: 'rms-service',
        client_secret: serviceSecret,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    routes: {
      authorization: `${endpoint}/auth`,
      token: `${endpoint}/token`,
      jwks: `${endpoint}/certs`,
      userinfo: `${endpoint}/userinfo`,
      introspection: `${endpoint}/token/introspect`,
      end_session: `${endpoint}/logout`,
      revocation: `${endpoint}/revoke`,
    },
    interactions: { url: (_ctx, interaction) => `/realms/${realmName}/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.redirect(`${publicUrl}/signed-out`);
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => api,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer,
      },
    },
    findAccount: (_ctx, subject) => {
      const person = store.bySubject(subject);
      return person === undefined || person.outOfUse === true
        ? undefined
        : { accountId: subject, claims: () => ({ sub: subject, ...claimsOf(person) }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const accountId = 'accountId' in token ? token.accountId : undefined;
      if (accountId === undefined) return { typ: 'Bearer', azp: token.clientId, realm_access: { roles: ['service'] } };
      const person = store.bySubject(accountId);
      return person === undefined ? {} : { ...claimsOf(person), azp: token.clientId };
    },
    // The gateway is the system itself, so a person is not asked to consent to his own hospital's pages.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: client?.clientId ?? '' });
      grant.addOIDCScope('openid profile offline_access');
      grant.addResourceScope(api, '');
      await grant.save();
      return grant;
    },
    issueRefreshToken: () => Promise.resolve(true),
    ttl: {
      AccessToken: fiveMinutes,
      AuthorizationCode: 60,
      IdToken: fiveMinutes,
      Interaction: 600,
      Session: twelveHours,
      Grant: twelveHours,
      RefreshToken: twelveHours,
      ClientCredentials: fiveMinutes,
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error_description ?? out.error);
    },
  };
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${String(c.charCodeAt(0))};`);
const plainPage = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;
const signOutPage = (form: string): string =>
  plainPage(
    'Sign out',
    `${form}<p>Do you want to sign out everywhere?</p><button form="op.logoutForm" type="submit" name="logout" value="yes">Sign out</button>`,
  );
const errorPage = (why: string): string =>
  plainPage('You could not be signed in', `<p>${escaped(why)}</p><p><a href="/">Start again</a></p>`);

/** Puts people in, with a hash of their password; a person who is there already keeps subject and password. */
export const addSignIns = async (store: IdentityStore, people: readonly (SignIn & { readonly password: string })[]): Promise<void> => {
  for (const { password, ...person } of people) {
    if (store.signIn(person.username) === undefined)
      store.put({ ...person, subject: randomUUID(), passwordHash: await hashPassword(password) });
  }
};

/** The OpenID provider of the single-node profile. Mount its `callback()` under `/realms/<realm>`. */
export const embeddedProvider = async (options: ProviderOptions): Promise<Provider> =>
  new Provider(options.issuer, await configurationOf(options));

/**
 * An access token for a training sign-in without a browser, for the seed of a training directory. Not for production: it is the
 * one way past a password.
 */
export const trainingToken = async (provider: Provider, store: IdentityStore, username: string): Promise<string> => {
  const [client, person] = [await provider.Client.find('rms-gateway'), store.signIn(username)];
  if (client === undefined || person === undefined) throw new Error(`There is no training sign-in ${username}.`);
  const token = new provider.AccessToken({ accountId: person.subject, client, gty: 'seed', grantId: 'seed', scope: 'openid' });
  token.resourceServer = new provider.ResourceServer(api, resourceServer);
  return token.save();
};
