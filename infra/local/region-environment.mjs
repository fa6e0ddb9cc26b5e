// What the processes of a region are told, and the secrets they share: made once, kept in its folder for nobody else to read.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nothingGiven } from './given-engines.mjs';

export const owners = ['registration', 'results', 'pathway', 'letters', 'alerting'];
export const services = [...owners, 'portal-gateway'];

const hex = (bytes) => randomBytes(bytes).toString('hex');
const passwordFrom = (secret) => `${secret.slice(0, 4)}-${secret.slice(4, 8)}-${secret.slice(8, 12)}`;

/** The secrets of a region. What a release needs that an older one did not make is made now. */
export const secretsIn = (folder) => {
  const file = join(folder, 'secrets.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  mkdirSync(folder, { recursive: true });
  const made = {
    RMS_EVENTSTORE_PASSWORD: hex(16),
    RMS_SERVICE_CLIENT_SECRET: hex(24),
    RMS_OPERATOR_CLIENT_SECRET: hex(24),
    RMS_STAFF_KEEPER_SECRET: hex(24),
    RMS_GATEWAY_CLIENT_SECRET: hex(24),
    RMS_TRAINING_CLIENT_SECRET: hex(24),
    RMS_COOKIE_SECRET: hex(32),
    RMS_CERTIFICATE_KEY: hex(32),
    RMS_IDENTIFIER_KEY: hex(32),
    RMS_SEALING_KEY: hex(32),
    RMS_TRAINING_PASSWORD: passwordFrom(hex(8)),
    RMS_KEYCLOAK_ADMIN_PASSWORD: hex(16),
    ...kept,
  };
  if (!existsSync(file) || Object.keys(kept).length < Object.keys(made).length) writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
};

// What only whoever operates or seeds a region is told.
const forOperators = [
  'RMS_OPERATOR_CLIENT_SECRET',
  'RMS_TRAINING_PASSWORD',
  'RMS_TRAINING_CLIENT_SECRET',
  'RMS_KEYCLOAK_ADMIN_PASSWORD',
  'RMS_SEALING_KEY',
  'RMS_HEADS',
];
/** What a service is told of all that a region’s commands are. */
export const forServices = (environment) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !forOperators.includes(name)));

const variableOf = (service) => `RMS_${service.replaceAll('-', '_').toUpperCase()}_URL`;
const at = (port) => `http://127.0.0.1:${String(port)}`;

// Of a door any name and any password are taken; a node that is given has its own.
const asKnownTo = ({ credentials }) =>
  credentials === undefined ? {} : { RMS_EVENTSTORE_USERNAME: credentials.username, RMS_EVENTSTORE_PASSWORD: credentials.password };

/**
 * What every process of a region and every command about it is told. `ports` names those of the services, of `mllp`, `history` and
 * `intake`; `engines` where Kafka, MongoDB and Keycloak answer; `given` the event stores that are not its own doors.
 */
export const environmentOf = ({ name, folder, ports, engines, given = nothingGiven }) => ({
  RMS_PROFILE: 'cluster',
  RMS_MODE: 'training',
  RMS_REGION: name,
  RMS_ISSUER: `${engines.keycloak}/realms/${name}`,
  RMS_EVENTSTORE_URL: given.stores.history?.url ?? `esdb://127.0.0.1:${String(ports.history)}?tls=false`,
  RMS_INTAKE_STORE_URL: given.stores.intake?.url ?? `esdb://127.0.0.1:${String(ports.intake)}?tls=false`,
  RMS_KAFKA_BROKERS: engines.kafka,
  RMS_KAFKA_REPLICAS: '1',
  RMS_MONGODB_URL: engines.mongodb,
  RMS_MLLP: `127.0.0.1:${String(ports.mllp)}`,
  RMS_PUBLIC_URL: at(ports['portal-gateway']),
  RMS_HEADS: join(folder, 'heads'),
  ...Object.fromEntries(services.map((service) => [variableOf(service), at(ports[service])])),
  // Programs find the gateway at a door of its own, which no browser reaches.
  [variableOf('portal-gateway')]: at(ports.programs),
  ...secretsIn(folder),
  ...(engines.administrator === undefined ? {} : { RMS_KEYCLOAK_ADMIN_PASSWORD: engines.administrator }),
  ...asKnownTo(given),
});
