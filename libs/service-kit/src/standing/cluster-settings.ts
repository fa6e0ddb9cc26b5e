import { readFileSync } from 'node:fs';
import { addressVariable, readProcessSettings, usualPorts, type ProcessSettings, type ServiceThatStandsAlone } from './alone-settings.js';
import type { SecretName } from './footing.js';
import { modes, oneOf, urlFrom, type Environment, type Mode } from './settings.js';
import { StartRefused } from './start-refused.js';

/** Where a store is, and who appends to it. */
export interface StoreAddress {
  /** `esdb://host:port?tls=…` */
  readonly url: string;
  readonly credentials: { readonly username: string; readonly password: string };
}

/** Where what a region keeps is, and how it is named there. */
export interface RegionSettings {
  readonly mode: Mode;
  /** Under its name topics, databases and consumer groups of this region are kept apart from those of another on the same engines. */
  readonly region: string;
  readonly eventStore: StoreAddress;
  /** Where messages and pages are kept, apart from the history. */
  readonly intakeStore: StoreAddress;
  readonly mongodb: string;
}

/** How one service is to run as one of six on the engines of a cluster. */
export interface ClusterSettings extends ProcessSettings, RegionSettings {
  readonly profile: 'cluster';
  readonly kafka: { readonly brokers: readonly string[]; readonly replicas: number };
  readonly neighbours: ReadonlyMap<string, string>;
  /** By which the issuer knows a service of ours. */
  readonly serviceSecret: string;
  /** Under it numbers of people become ids; only for services that read messages. */
  readonly identifierKey: Uint8Array | undefined;
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>;
}

const regionPattern = /^[a-z][a-z0-9-]{0,19}$/;
const brokerPattern = /^[a-z0-9.-]+:\d{1,5}$/i;
const keyPattern = /^[0-9a-f]{64}$/;
const storePattern = /^esdb(\+discover)?:\/\/[^/?]+\/?\?(.*&)?tls=(true|false)(&.*)?$/;

const readsMessages: readonly ServiceThatStandsAlone[] = ['registration', 'results'];

const secretsOf: Readonly<Partial<Record<ServiceThatStandsAlone, readonly (readonly [SecretName, string])[]>>> = {
  alerting: [['certificate-key', 'RMS_CERTIFICATE_KEY']],
  'portal-gateway': [
    ['cookies', 'RMS_COOKIE_SECRET'],
    ['gateway-client', 'RMS_GATEWAY_CLIENT_SECRET'],
    ['staff-keeper', 'RMS_STAFF_KEEPER_SECRET'],
  ],
};

/** A setting that has to be there, with what it is expected to be. Throws `StartRefused`. */
const required = (environment: Environment, name: string, expected: string): string => {
  const text = environment[name]?.trim() ?? '';
  if (text === '') throw new StartRefused(`${name} must be set: ${expected}.`);
  return text;
};

const contentOf = (file: string, name: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StartRefused(`${name}_FILE must be a file that can be read, and "${file}" is none.`);
  }
};

/** A secret as the variable says it, or as the file that `<NAME>_FILE` names: one of the two. */
export const secretFrom = (environment: Environment, name: string, expected: string): string => {
  const file = environment[`${name}_FILE`];
  if (file === undefined) return required(environment, name, `${expected}, or ${name}_FILE naming a file with it`);
  if (environment[name] !== undefined) throw new StartRefused(`${name} and ${name}_FILE are both set; one of them is enough.`);
  return required({ [name]: contentOf(file, name) }, name, expected);
};

const matching = (text: string, pattern: RegExp, sentence: string): string => {
  if (!pattern.test(text)) throw new StartRefused(sentence);
  return text;
};

const keyFrom = (environment: Environment, name: string): string =>
  matching(secretFrom(environment, name, '64 hexadecimal digits'), keyPattern, `${name} must be 64 hexadecimal digits.`);

const storeFrom = (environment: Environment, name: string): StoreAddress => {
  const expected = 'an address such as esdb://host:2113?tls=true';
  return {
    url: matching(required(environment, name, expected), storePattern, `${name} must be ${expected}, with tls=true or tls=false in it.`),
    credentials: {
      username: environment['RMS_EVENTSTORE_USERNAME'] ?? 'admin',
      password: secretFrom(environment, 'RMS_EVENTSTORE_PASSWORD', 'what the event store knows this system by'),
    },
  };
};

const brokersFrom = (environment: Environment): readonly string[] =>
  required(environment, 'RMS_KAFKA_BROKERS', 'brokers such as kafka-0:9092,kafka-1:9092')
    .split(',')
    .map((each) => matching(each.trim(), brokerPattern, `RMS_KAFKA_BROKERS must be host:port, several with commas, not "${each.trim()}".`));

const replicasFrom = (text: string | undefined): number => {
  const replicas = Number(text ?? '3');
  if (![1, 2, 3].includes(replicas)) throw new StartRefused(`RMS_KAFKA_REPLICAS must be 1, 2 or 3, not "${text ?? ''}".`);
  return replicas;
};

/** Where the services answer, all but one of them. Throws `StartRefused` naming the variable that is not set or does not fit. */
export const neighboursFrom = (environment: Environment, except?: ServiceThatStandsAlone): ReadonlyMap<string, string> =>
  new Map(
    (Object.keys(usualPorts) as ServiceThatStandsAlone[])
      .filter((other) => other !== except)
      .map((other) => {
        const name = addressVariable(other);
        return [other, urlFrom(required(environment, name, `where ${other} answers, such as http://${other}:8080`), name)] as const;
      }),
  );

const secretsFor = (service: ServiceThatStandsAlone, environment: Environment): ClusterSettings['secrets'] =>
  Object.fromEntries(
    (secretsOf[service] ?? []).map(([what, name]) => [
      what,
      what === 'certificate-key' ? keyFrom(environment, name) : secretFrom(environment, name, 'a secret of this region'),
    ]),
  );

// In production nothing that could be read on the way is spoken over an open line.
const refuseOpenLines = ({ mode, issuer, eventStore, intakeStore }: ClusterSettings): void => {
  if (mode !== 'production') return;
  if (!issuer.startsWith('https:')) throw new StartRefused('RMS_ISSUER must be an https address where RMS_MODE is production.');
  for (const [name, { url }] of Object.entries({ RMS_EVENTSTORE_URL: eventStore, RMS_INTAKE_STORE_URL: intakeStore }))
    if (url.includes('tls=false')) throw new StartRefused(`${name} must have tls=true where RMS_MODE is production.`);
};

/** Reads and checks where what a region keeps is. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readRegionSettings = (environment: Environment): RegionSettings => ({
  mode: oneOf(required(environment, 'RMS_MODE', modes.join(' or ')), modes, 'RMS_MODE') ?? 'production',
  region: matching(
    environment['RMS_REGION'] ?? 'rms',
    regionPattern,
    'RMS_REGION must be a name of at most 20 small letters, digits and hyphens, beginning with a letter.',
  ),
  eventStore: storeFrom(environment, 'RMS_EVENTSTORE_URL'),
  intakeStore: storeFrom(environment, 'RMS_INTAKE_STORE_URL'),
  mongodb: matching(
    secretFrom(environment, 'RMS_MONGODB_URL', 'an address such as mongodb://host:27017'),
    /^mongodb(\+srv)?:\/\//,
    'RMS_MONGODB_URL must be an address such as mongodb://host:27017.',
  ),
});

/** Reads and checks what a service of a cluster is told. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readClusterSettings = (service: ServiceThatStandsAlone, environment: Environment): ClusterSettings => {
  const settings: ClusterSettings = {
    ...readProcessSettings(service, { ...environment, RMS_ISSUER: required(environment, 'RMS_ISSUER', 'the address of the realm') }),
    ...readRegionSettings(environment),
    profile: 'cluster',
    kafka: { brokers: brokersFrom(environment), replicas: replicasFrom(environment['RMS_KAFKA_REPLICAS']) },
    neighbours: neighboursFrom(environment, service),
    serviceSecret: secretFrom(environment, 'RMS_SERVICE_CLIENT_SECRET', 'what the issuer knows the services by'),
    identifierKey: readsMessages.includes(service) ? Buffer.from(keyFrom(environment, 'RMS_IDENTIFIER_KEY'), 'hex') : undefined,
    secrets: secretsFor(service, environment),
  };
  refuseOpenLines(settings);
  return settings;
};
