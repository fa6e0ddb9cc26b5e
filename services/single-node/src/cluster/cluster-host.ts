import type { Collection, Document } from '@rms/read-models';
import { gatewayCollections } from '@rms/portal-gateway';
import { trainingClientId } from '@rms/identity/keycloak';
import { MongoDatabase, openMongoDocuments } from '@rms/read-models/mongodb';
import { databaseOf } from '@rms/service-kit/cluster';
import { StartRefused } from '@rms/service-kit/standing';
import type { Host } from '../training/host.js';
import { quietOf } from './clock-of-a-cluster.js';
import type { OpenCluster } from './open-cluster.js';
import type { TrainingSecrets } from './operated-cluster.js';

/** The token of a training sign-in, without a browser. Only the realm of a training region has a client for this. */
const tokenOf = async (issuer: string, username: string, { clients, password }: TrainingSecrets): Promise<string> => {
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: trainingClientId,
      client_secret: clients.training,
      scope: 'openid',
      username,
      password,
    }),
  });
  if (!response.ok) throw new StartRefused(`${username} could not sign in: the identity provider answered ${String(response.status)}.`);
  return ((await response.json()) as { readonly access_token: string }).access_token;
};

/** A training region on a cluster, for whoever brings it to life. */
export const hostOf = (cluster: OpenCluster, secrets: TrainingSecrets): Host & { close(): Promise<void> } => {
  const { settings } = cluster;
  const database = new MongoDatabase({ url: settings.mongodb, name: databaseOf(settings.region, 'portal-gateway') });
  const pages = openMongoDocuments({ database, specs: gatewayCollections });
  return {
    mllp: secrets.mllp,
    ownerUrl: (owner) => settings.services.get(owner) ?? '',
    tokenFor: (username) => tokenOf(settings.issuer, username, secrets),
    quiet: quietOf(cluster),
    known: <D extends Document>(collection: string): Collection<D> => pages.collection<D>(collection),
    close: () => database.close(),
  };
};
