import type express from 'express';
import { systemClock } from '@rms/event-sourcing';
import { embeddedProvider, IdentityStore, realmName, roleNames, signInRoutes } from '@rms/identity';
import { headers, nonces } from '@rms/portal-gateway';
import type { DataDirectory } from '@rms/service-kit/embedded';
import type { FrontDoor } from '@rms/service-kit/standing';
import { trustName } from '../training/training-trusts.js';

const signInsInUse = (store: IdentityStore) => store.signIns().filter(({ outOfUse }) => outOfUse !== true);

/** The OpenID provider of a node, behind its own front door. */
export const openIdentity = async (directory: DataDirectory, front: FrontDoor, app: ReturnType<typeof express>) => {
  const store = new IdentityStore(directory.path, systemClock);
  const issuer = `${front.origin}/realms/${realmName}`;
  const provider = await embeddedProvider({
    store,
    issuer,
    publicUrl: front.origin,
    gatewaySecret: directory.secret('gateway-client'),
    serviceSecret: directory.secret('service-client'),
  });
  const training = directory.birth.mode === 'training';
  const routes = signInRoutes({
    provider,
    store,
    clock: systemClock,
    nonceOf: (response) => response.locals['cspNonce'] as string,
    render: (page) =>
      renderSignIn(
        {
          ...page,
          people: training
            ? signInsInUse(store).map(({ username, name, roles, trusts, does }) => ({
                username,
                name,
                does,
                role: roles.map((role) => roleNames[role].toLowerCase()).join(', '),
                trust: trusts.map(trustName).join(', '),
              }))
            : [],
        },
        page.nonce,
      ),
  });
  let renderSignIn: (model: object, nonce: string) => string = () => '';
  app.use(`/realms/${realmName}`, nonces, headers(front.origin, false), routes, provider.callback());
  return {
    store,
    issuer,
    provider,
    useRenderer: (render: typeof renderSignIn): void => {
      renderSignIn = render;
    },
  };
};
