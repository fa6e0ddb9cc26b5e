// Apache Kafka in KRaft mode, broker and controller in one process on loopback.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import kafkajs from 'kafkajs';
import { CannotBeHad, fetchFiles, needJava } from '../java-files.mjs';
import { accepts } from '../processes.mjs';

const files = JSON.parse(readFileSync(new URL('kafka.files.json', import.meta.url), 'utf8'));
const what = 'Apache Kafka';
const version = '4.1.1';
const host = '127.0.0.1';
const answersWithinMs = 3000;

// The client asks for timers in the past, and Node would say so at every look.
const { emitWarning } = process;
process.emitWarning = (warning, ...more) => (more[0] === 'TimeoutNegativeWarning' ? undefined : emitWarning(warning, ...more));

const program = (cache) => join(cache, `kafka-${version}`);
const classPath = (cache) => files.map(({ path }) => join(program(cache), path.split('/').at(-1))).join(delimiter);
const settingsFile = (data) => join(data, 'server.properties');

/**
 * The settings of the one broker, where it listens on `bound` and is found at 127.0.0.1. Nothing is kept twice; a topic that nobody
 * declared is never made; a restart is noticed at once. A topic made by hand is kept as long as ours are.
 */
export const brokerSettings = (ports, bound = host) => ({
  'process.roles': 'broker,controller',
  'node.id': '1',
  listeners: `BROKER://${bound}:${String(ports.broker)},CONTROLLER://${bound}:${String(ports.controller)}`,
  'advertised.listeners': `BROKER://${host}:${String(ports.broker)},CONTROLLER://${host}:${String(ports.controller)}`,
  'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'inter.broker.listener.name': 'BROKER',
  'controller.listener.names': 'CONTROLLER',
  'controller.quorum.bootstrap.servers': `${host}:${String(ports.controller)}`,
  'auto.create.topics.enable': 'false',
  'min.insync.replicas': '1',
  'log.retention.ms': '2592000000',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '8',
  'offsets.retention.minutes': '129600',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '2',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  'log.segment.bytes': '16777216',
  'log.cleaner.dedupe.buffer.size': '16777216',
  'broker.session.timeout.ms': '3000',
  'broker.heartbeat.interval.ms': '250',
});

const propertiesOf = (settings) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

// An id of base64url text; the tool that formats takes a leading dash for an option.
const clusterId = () => `A${randomBytes(16).toString('base64url').slice(1)}`;

const format = (cache, data) => {
  const args = ['-cp', classPath(cache), 'kafka.tools.StorageTool', 'format', '--standalone', '-t', clusterId(), '-c', settingsFile(data)];
  const { status, stderr, stdout } = spawnSync('java', args, { encoding: 'utf8' });
  if (status !== 0) throw new CannotBeHad(`${what} could not prepare ${data}: ${stderr}${stdout}`);
};

/** A broker that takes connections may still have nobody who looks after groups: consumers would be turned away for good. */
const looksAfterGroups = async (port) => {
  const retry = { retries: 0 };
  const client = new kafkajs.Kafka({
    brokers: [`${host}:${String(port)}`],
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: answersWithinMs,
    requestTimeout: answersWithinMs,
    retry,
  });
  const admin = client.admin({ retry });
  try {
    await admin.connect();
    await admin.describeCluster();
    await admin.fetchOffsets({ groupId: 'rms.is-it-ready' });
    return true;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
};

export const kafka = {
  name: 'kafka',
  what,
  version,
  ports: { broker: 9092, controller: 9093 },
  obtain: (cache, onStep) => {
    needJava(what);
    return fetchFiles(files, program(cache), onStep);
  },
  command: ({ cache, data, ports }) => {
    mkdirSync(data, { recursive: true });
    writeFileSync(settingsFile(data), propertiesOf({ ...brokerSettings(ports), 'log.dirs': join(data, 'log') }));
    if (!existsSync(join(data, 'log', 'meta.properties'))) format(cache, data);
    const memory = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'];
    return { command: 'java', args: [...memory, '-cp', classPath(cache), 'kafka.Kafka', settingsFile(data)], env: {}, cwd: data };
  },
  isReady: async ({ ports }) => (await accepts(ports.broker, host)) && (await looksAfterGroups(ports.broker)),
};
