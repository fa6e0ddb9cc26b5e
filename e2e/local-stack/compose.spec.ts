import { beforeAll, describe, expect, it } from '@jest/globals';
import { mostBytesAtOnce } from '@rms/event-sourcing';
import { planOf } from '@rms/messaging/kafka';
import { composition, localFile, pageAt, type ContainerOfEngine } from './local-files.fixture.js';

interface Engine<Ports extends string> {
  readonly version: string;
  readonly ports: Readonly<Record<Ports, number>>;
}
type Settings = Readonly<Record<string, string>>;
interface KafkaFile {
  readonly kafka: Engine<'broker' | 'controller'>;
  readonly brokerSettings: (ports: object, bound: string) => Settings;
}
interface KeycloakFile {
  readonly keycloak: (settings: object) => Engine<'keycloak'>;
  readonly serverSettings: (ports: object) => Settings;
}

const { services, volumes } = composition();
const containers = Object.entries(services);
const containerOf = (name: string): ContainerOfEngine => services[name]!;
const tagOf = (name: string): string => containerOf(name).image.split(':')[1] ?? '';
const settingsOf = (name: string, prefix: string): Settings =>
  Object.fromEntries(Object.entries(containerOf(name).environment ?? {}).filter(([variable]) => variable.startsWith(prefix)));
const published = (name: string): readonly number[] => containerOf(name).ports.map((port) => Number(port.split(':').at(-2)));
const ownPorts = (name: string): readonly number[] => containerOf(name).ports.map((port) => Number(port.split(':').at(-1)));
const variables = (prefix: string, settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`${prefix}${name.toUpperCase().replaceAll(/[.-]/g, '_')}`, value]));

describe('infra/compose.yaml beside infra/local', () => {
  let kafka: KafkaFile;
  let keycloak: KeycloakFile;
  let keycloakEngine: Engine<'keycloak'>;
  let mongodb: Engine<'mongodb'>;
  let stores: Readonly<Record<'history' | 'intake', Engine<'grpc'>>>;
  beforeAll(async () => {
    kafka = await localFile<KafkaFile>('engines/kafka.mjs');
    keycloak = await localFile<KeycloakFile>('engines/keycloak.mjs');
    keycloakEngine = keycloak.keycloak({ admin: { username: 'admin', password: 'of nobody' } });
    ({ mongodb } = await localFile<{ readonly mongodb: Engine<'mongodb'> }>('engines/mongodb.mjs'));
    stores = await localFile('engines/event-store.mjs');
  });

  it('has the engines that a stack starts, and no other', () => {
    expect(containers.map(([name]) => name).toSorted()).toEqual(['history', 'intake', 'kafka', 'keycloak', 'mongodb']);
  });

  it('has the same releases of Kafka and of Keycloak', () => {
    expect(containerOf('kafka').image).toBe(`apache/kafka:${kafka.kafka.version}`);
    expect(containerOf('keycloak').image).toBe(`quay.io/keycloak/keycloak:${keycloakEngine.version}`);
  });

  it('names the release of each image to the last number', () => {
    for (const [name] of containers) expect(tagOf(name)).toMatch(/^\d+\.\d+\.\d+$/);
    expect(tagOf('intake')).toBe(tagOf('history'));
    // Releases of KurrentDB that are looked after for years have a zero in the middle.
    expect(tagOf('history')).toMatch(/^\d+\.0\.\d+$/);
  });

  it('publishes the same ports, and on loopback alone', () => {
    expect(Object.fromEntries(containers.map(([name]) => [name, published(name)]))).toEqual({
      kafka: [kafka.kafka.ports.broker],
      keycloak: [keycloakEngine.ports.keycloak],
      mongodb: [mongodb.ports.mongodb],
      history: [stores.history.ports.grpc],
      intake: [stores.intake.ports.grpc],
    });
    for (const [, { ports }] of containers) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    // Who is found under the address that he himself gives out must listen at that port within the container too.
    for (const name of ['kafka', 'keycloak', 'mongodb']) expect(ownPorts(name)).toEqual(published(name));
  });

  it('gives Kafka the same settings', () => {
    const { 'controller.quorum.bootstrap.servers': controller, ...same } = kafka.brokerSettings(kafka.kafka.ports, '');
    // A container is prepared with its voters named; what is prepared here finds them at the same address.
    const own = { 'controller.quorum.voters': `${same['node.id'] ?? ''}@${controller ?? ''}`, 'log.dirs': '/var/lib/kafka/data' };
    expect(settingsOf('kafka', 'KAFKA_')).toEqual(variables('KAFKA_', { ...same, ...own }));
    expect(containerOf('kafka').environment?.['CLUSTER_ID']).toMatch(/^[A-Za-z0-9][\w-]{21}$/);
  });

  it('has Kafka keep topics, and ask for copies, as topics of one broker are declared', () => {
    const { replicas, settings } = planOf('rms.pathway.facts', { brokers: 'one' });
    const environment = settingsOf('kafka', 'KAFKA_');
    expect(environment['KAFKA_AUTO_CREATE_TOPICS_ENABLE']).toBe('false');
    expect(environment['KAFKA_MIN_INSYNC_REPLICAS']).toBe(settings['min.insync.replicas']);
    expect(environment['KAFKA_LOG_RETENTION_MS']).toBe(settings['retention.ms']);
    expect(environment['KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR']).toBe(String(replicas));
  });

  it('gives Keycloak the same settings, and the administrator that a stack is told of', () => {
    const { KC_BOOTSTRAP_ADMIN_USERNAME: name, KC_BOOTSTRAP_ADMIN_PASSWORD: password, ...settings } = settingsOf('keycloak', 'KC_');
    expect(settings).toEqual({ ...variables('KC_', keycloak.serverSettings(keycloakEngine.ports)), KC_HEALTH_ENABLED: 'true' });
    expect(containerOf('keycloak').command).toEqual(['start']);
    expect([name, password]).toEqual(['admin', expect.stringMatching(/^\$\{RMS_KEYCLOAK_ADMIN_PASSWORD:\?/)]);
  });

  it('makes MongoDB a replica set whose one member is found where it is published', () => {
    const [port] = published('mongodb');
    expect(containerOf('mongodb').command).toEqual(['mongod', '--replSet', 'rms', '--bind_ip_all']);
    expect(containerOf('mongodb').healthcheck?.test.at(-1)).toContain(
      `{ _id: 'rms', members: [{ _id: 0, host: '127.0.0.1:${String(port)}' }] }`,
    );
  });

  it('gives both stores the same settings, with the largest append that the adapters send', () => {
    expect(containerOf('intake').environment).toEqual(containerOf('history').environment);
    expect(settingsOf('history', 'KURRENTDB_')).toMatchObject({
      KURRENTDB_INSECURE: 'true',
      KURRENTDB_MAX_APPEND_SIZE: String(mostBytesAtOnce),
      KURRENTDB_RUN_PROJECTIONS: 'None',
    });
  });

  it('keeps what each engine keeps in volumes of its own, and knows of each when it answers', () => {
    const mounted = containers.flatMap(([, container]) => container.volumes.map((volume) => volume.split(':')[0] ?? ''));
    expect(mounted.toSorted()).toEqual(Object.keys(volumes).toSorted());
    for (const [, { healthcheck }] of containers) expect(healthcheck?.test[0]).toBe('CMD');
  });

  it('is said in the README not to be run in CI', () => {
    expect(pageAt('README.md')).toMatch(/infra\/compose\.yaml[^\n]*not run in this project’s CI/);
  });
});
