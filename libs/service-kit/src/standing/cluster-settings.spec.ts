import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readClusterSettings } from './cluster-settings.js';
import { readStandingSettings } from './standing-settings.js';
import { StartRefused } from './start-refused.js';

const key = 'ab'.repeat(32);
const url = (service: string): string => `http://${service}:8080`;
const environment: Readonly<Record<string, string>> = {
  RMS_PROFILE: 'cluster',
  RMS_MODE: 'training',
  RMS_ISSUER: 'http://keycloak:8180/realms/rms',
  RMS_EVENTSTORE_URL: 'esdb://history:2113?tls=false',
  RMS_INTAKE_STORE_URL: 'esdb://intake:2113?tls=false',
  RMS_EVENTSTORE_PASSWORD: 'known to few',
  RMS_KAFKA_BROKERS: 'kafka-0:9092, kafka-1:9092',
  RMS_MONGODB_URL: 'mongodb://documents:27017',
  RMS_SERVICE_CLIENT_SECRET: 'known to the issuer',
  RMS_IDENTIFIER_KEY: key,
  RMS_CERTIFICATE_KEY: key,
  RMS_REGISTRATION_URL: url('registration'),
  RMS_RESULTS_URL: url('results'),
  RMS_PATHWAY_URL: url('pathway'),
  RMS_LETTERS_URL: url('letters'),
  RMS_ALERTING_URL: url('alerting'),
  RMS_PORTAL_GATEWAY_URL: url('portal-gateway'),
};
const without = (name: string) => Object.fromEntries(Object.entries(environment).filter(([each]) => each !== name));
const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof StartRefused) return error.message;
  }
  return 'not refused';
};

describe('the settings of a service on a cluster', () => {
  it('are read where the profile says so', () => {
    expect(readStandingSettings('results', environment)).toMatchObject({ profile: 'cluster', service: 'results' });
    expect(readStandingSettings('results', { ...environment, RMS_PROFILE: 'single-node' })).toMatchObject({ profile: 'single-node' });
    expect(refusal(() => readStandingSettings('results', { RMS_PROFILE: 'both' }))).toMatch(/^RMS_PROFILE must be single-node or cluster/);
  });
  it('say where everything is, and hold the keys of those alone who need them', () => {
    const settings = readClusterSettings('results', environment);
    expect(settings).toMatchObject({
      region: 'rms',
      kafka: { brokers: ['kafka-0:9092', 'kafka-1:9092'], replicas: 3 },
      eventStore: { url: 'esdb://history:2113?tls=false', credentials: { username: 'admin', password: 'known to few' } },
      secrets: {},
    });
    expect([...settings.neighbours.keys()]).toEqual(['registration', 'pathway', 'letters', 'alerting', 'portal-gateway']);
    expect(settings.identifierKey).toHaveLength(32);
    expect(readClusterSettings('alerting', environment)).toMatchObject({ identifierKey: undefined, secrets: { 'certificate-key': key } });
  });
  it.each(Object.keys(environment).filter((name) => !['RMS_PROFILE', 'RMS_CERTIFICATE_KEY', 'RMS_RESULTS_URL'].includes(name)))(
    'refuse to be without %s, and say what was expected',
    (name) => {
      expect(refusal(() => readClusterSettings('results', without(name)))).toMatch(new RegExp(`^${name} must be set: .+\\.$`));
    },
  );
  it.each([
    ['RMS_MODE', 'trial'],
    ['RMS_REGION', 'East of England'],
    ['RMS_ISSUER', 'http://keycloak:8180'],
    ['RMS_EVENTSTORE_URL', 'esdb://history:2113'],
    ['RMS_INTAKE_STORE_URL', 'http://intake'],
    ['RMS_KAFKA_BROKERS', 'kafka'],
    ['RMS_KAFKA_REPLICAS', '5'],
    ['RMS_MONGODB_URL', 'documents:27017'],
    ['RMS_IDENTIFIER_KEY', 'short'],
    ['RMS_PATHWAY_URL', 'pathway'],
    ['RMS_HTTP_PORT', '70000'],
  ])('refuse %s=%s, and name it', (name, value) => {
    expect(refusal(() => readClusterSettings('results', { ...environment, [name]: value }))).toMatch(new RegExp(`^${name} must be `));
  });
  it('take a secret from a file, or from the variable, and not from both', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rms-secret-'));
    const file = join(folder, 'secret');
    writeFileSync(file, `${'cd'.repeat(32)}\n`);
    const fromFile = { ...without('RMS_IDENTIFIER_KEY'), RMS_IDENTIFIER_KEY_FILE: file };
    expect(readClusterSettings('results', fromFile).identifierKey?.[0]).toBe(0xcd);
    expect(refusal(() => readClusterSettings('results', { ...fromFile, RMS_IDENTIFIER_KEY: key }))).toMatch(/are both set/);
    rmSync(folder, { recursive: true });
    expect(refusal(() => readClusterSettings('results', fromFile))).toMatch(/^RMS_IDENTIFIER_KEY_FILE must be a file/);
  });
  it('speak over no open line in production', () => {
    const production = { ...environment, RMS_MODE: 'production' };
    expect(refusal(() => readClusterSettings('results', production))).toMatch(/^RMS_ISSUER must be an https address/);
    const secured = { ...production, RMS_ISSUER: 'https://sign-in.example/realms/rms' };
    expect(refusal(() => readClusterSettings('results', secured))).toMatch(/^RMS_EVENTSTORE_URL must have tls=true/);
    const tls = { RMS_EVENTSTORE_URL: 'esdb://history:2113?tls=true', RMS_INTAKE_STORE_URL: 'esdb://intake:2113?tls=true' };
    expect(readClusterSettings('results', { ...secured, ...tls })).toMatchObject({ mode: 'production' });
  });
});
