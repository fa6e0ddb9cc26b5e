import { systemClock } from '@rms/event-sourcing';
import { putTrainingStaff, realmDocument, staffKeeperClientId } from '@rms/identity/keycloak';
import { StartRefused } from '@rms/service-kit/standing';
import type { Person } from '../training/lay-foundations.js';
import { trainingStaff } from '../training/training-staff.js';
import { trainingTrusts } from '../training/training-trusts.js';
import type { OperatedCluster, TrainingSecrets } from './operated-cluster.js';

const withinMs = 30_000;
const conflict = 409;

const ofIssuer = (issuer: string): { readonly server: string; readonly realm: string } => {
  const at = issuer.lastIndexOf('/realms/');
  return { server: issuer.slice(0, at), realm: issuer.slice(at + '/realms/'.length) };
};

const answered = async (what: string, response: Response): Promise<Response> => {
  if (!response.ok)
    throw new StartRefused(`${what} failed: the identity provider answered ${String(response.status)}. ${await response.text()}`);
  return response;
};

const isThere = async (issuer: string): Promise<boolean> =>
  (await fetch(`${issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(withinMs) })).ok;

const administratorToken = async (server: string, { administrator }: TrainingSecrets): Promise<string> => {
  const response = await fetch(`${server}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...administrator }),
    signal: AbortSignal.timeout(withinMs),
  });
  return ((await (await answered('Signing in to make the realm', response)).json()) as { readonly access_token: string }).access_token;
};

/** Makes the realm of a training region where there is none yet. */
const makeRealm = async (cluster: OperatedCluster, secrets: TrainingSecrets): Promise<void> => {
  const { server, realm } = ofIssuer(cluster.issuer);
  if (await isThere(cluster.issuer)) return;
  const document = realmDocument({
    realm,
    gatewayUrls: [secrets.publicUrl],
    trusts: Object.keys(trainingTrusts),
    secrets: { ...secrets.clients, operator: cluster.operatorSecret },
    training: secrets.clients.training,
  });
  const response = await fetch(`${server}/admin/realms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await administratorToken(server, secrets)}`, 'content-type': 'application/json' },
    body: JSON.stringify(document),
    signal: AbortSignal.timeout(withinMs),
  });
  // Somebody else may have made it a moment before.
  if (response.status !== conflict) await answered('Making the realm', response);
};

/** Has the realm and the sign-ins of a training region, and answers who they are, by the subjects that tokens name. */
export const peopleIn = async (cluster: OperatedCluster, secrets: TrainingSecrets): Promise<readonly Person[]> => {
  await makeRealm(cluster, secrets);
  const subjects = await putTrainingStaff(
    { issuer: cluster.issuer, clientId: staffKeeperClientId, secret: secrets.clients.staffKeeper, clock: systemClock },
    trainingStaff.map((person) => ({ ...person, password: secrets.password })),
  );
  return trainingStaff.map((person) => ({ ...person, subject: subjects.get(person.username) ?? '' }));
};
