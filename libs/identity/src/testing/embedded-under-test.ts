import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { embeddedSignInKeeper, isStillSoIn } from '../embedded/embedded-sign-in-keeper.js';
import { hashPassword } from '../embedded/sign-ins.js';
import { signInAtGateway } from './code-flow.js';
import { partsOf, signedToken } from './forged-tokens.js';
import type { ProviderUnderTest } from './provider-under-test.js';
import { startTestProvider } from './test-provider.js';

/** The embedded provider, for the contract suites. */
export const embeddedUnderTest = async (): Promise<ProviderUnderTest> => {
  const identity = await startTestProvider([]);
  const { issuer, store } = identity;
  const gateway = {
    issuer,
    clientId: 'rms-gateway',
    clientSecret: 'gateway-secret',
    publicUrl: issuer.slice(0, issuer.indexOf('/realms/')),
  };
  const signingKey = async () =>
    createPrivateKey({ key: JSON.parse(await store.secret('signing-key', () => '')) as JsonWebKey, format: 'jwk' });
  return {
    issuer,
    gateway,
    serviceSecret: 'service-secret',
    keeper: embeddedSignInKeeper(store),
    isStillSo: () => isStillSoIn(store),
    choosePassword: async (subject, password) => {
      const { mustChangePassword: _, ...known } = store.bySubject(subject)!;
      store.put({ ...known, passwordHash: await hashPassword(password) });
    },
    signingKey,
    tokenOfAnotherRealm: async () => {
      const other = await startTestProvider([{ username: 'other', name: 'Other', roles: ['consultant'], trusts: ['ZT001'], does: '' }]);
      const token = await other.token('other');
      await other.close();
      return token;
    },
    // It has no other application: what one would be given is signed here as it would be.
    tokenOfAnotherClient: async (who) => {
      const [header, claims] = partsOf((await signInAtGateway(gateway, who)).access);
      return signedToken(header, { ...claims, azp: 'another', aud: 'another-api' }, await signingKey());
    },
    forgetEverybody: () => {
      for (const { subject } of store.signIns()) store.remove(subject);
      return Promise.resolve();
    },
    close: () => identity.close(),
  };
};
