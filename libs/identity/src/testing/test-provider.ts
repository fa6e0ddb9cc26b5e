import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { systemClock } from '@rms/event-sourcing';
import { addSignIns, embeddedProvider, trainingToken } from '../embedded/provider.js';
import { IdentityStore } from '../embedded/identity-store.js';
import { signInRoutes } from '../embedded/sign-in-routes.js';
import type { SignIn } from '../embedded/sign-ins.js';
import { audienceOfTheSystem, realmName } from '../realm.js';

export interface TestProvider {
  readonly issuer: string;
  readonly audience: string;
  readonly store: IdentityStore;
  readonly token: (username: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** The embedded provider on a port of its own, for tests of what verifies its tokens. Everybody's password is `training`. */
export const startTestProvider = async (people: readonly SignIn[]): Promise<TestProvider> => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-identity-'));
  const store = new IdentityStore(directory, systemClock);
  const app = express();
  const server = createServer(app as never);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const issuer = `${origin}/realms/${realmName}`;
  const provider = await embeddedProvider({
    store,
    issuer,
    publicUrl: origin,
    gatewaySecret: 'gateway-secret',
    serviceSecret: 'service-secret',
  });
  await addSignIns(
    store,
    people.map((person) => ({ ...person, password: 'training' })),
  );
  app.use(
    `/realms/${realmName}`,
    signInRoutes({
      provider,
      store,
      clock: systemClock,
      nonceOf: () => '',
      render: (page) => `<form method="post" action="${page.action}">${page.error ?? ''}</form>`,
    }),
    provider.callback(),
  );
  return {
    issuer,
    audience: audienceOfTheSystem,
    store,
    token: (username) => trainingToken(provider, store, username),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      store.close();
      rmSync(directory, { recursive: true });
    },
  };
};
