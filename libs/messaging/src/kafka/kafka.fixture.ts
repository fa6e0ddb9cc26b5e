import { randomId, systemClock } from '@rms/event-sourcing';
import type { Admin } from 'kafkajs';
import { MemoryCheckpoint, MemoryPlaces, services, type BusUnderTest, type Owners } from '../testing/index.js';
import {
  kafkaClient,
  ensureTopics,
  kafkaBus,
  startRelay,
  topicOf,
  type KafkaBus,
  type KafkaBusOptions,
  type Relay,
  type RelayOptions,
} from './index.js';

/** What went on around a bus on a broker. */
export interface OnBroker extends BusUnderTest {
  readonly prefix: string;
  readonly admin: Admin;
  readonly incidents: string[];
  readonly failures: string[];
  readonly stalled: string[];
  readonly fatal: string[];
  readonly places: (group: string) => MemoryPlaces;
  readonly checkpoints: ReadonlyMap<string, MemoryCheckpoint>;
  readonly relays: Map<string, Relay>;
  readonly relay: (service: string, more?: Partial<RelayOptions>) => Relay;
  readonly open: (more?: Partial<KafkaBusOptions>) => KafkaBus;
  readonly topic: (service: string) => string;
}

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A bus with topics and groups of its own on a broker, a relay for each owner, and places that outlive it. */
export const onBroker = async (broker: string, owners: Owners): Promise<OnBroker> => {
  const prefix = `t${randomId()}`;
  const kafka = { brokers: [broker], clientId: prefix };
  const admin = kafkaClient(kafka).admin();
  await admin.connect();
  await ensureTopics(admin, { services, prefix, brokers: 'one' });
  const groups = new Map<string, MemoryPlaces>();
  const [incidents, failures, stalled, fatal]: string[][] = [[], [], [], []];
  const told = { incidents: incidents ?? [], failures: failures ?? [], stalled: stalled ?? [], fatal: fatal ?? [] };
  const checkpoints = new Map(services.map((service) => [service as string, new MemoryCheckpoint()]));
  const relays = new Map<string, Relay>();
  const places = (group: string): MemoryPlaces => {
    const known = groups.get(group) ?? new MemoryPlaces();
    groups.set(group, known);
    return known;
  };
  const relay = (service: string, more: Partial<RelayOptions> = {}): Relay =>
    startRelay({
      store: owners.store,
      history: owners.histories.get(service)!,
      checkpoint: checkpoints.get(service)!,
      kafka,
      prefix,
      newId: randomId,
      onFailure: (error) => told.failures.push(`relay of ${service}: ${why(error)}`),
      onHoldsLess: ({ held, published }) => told.incidents.push(`${service} holds ${String(held)} of ${String(published)}`),
      ...more,
    });
  for (const service of services) relays.set(service, relay(service));
  return {
    ...told,
    prefix,
    admin,
    places,
    checkpoints,
    relays,
    relay,
    topic: (service) => topicOf(service, prefix),
    open: (more = {}) =>
      kafkaBus({
        kafka,
        histories: owners.histories,
        places,
        taste: { knows: (type) => type.endsWith('.noted.v1'), problemWith: () => undefined },
        clock: systemClock,
        prefix,
        timing: { lookEveryMs: 200, ownerPauseMs: 50 },
        published: async () => {
          await Promise.all([...relays.values()].map((each) => each.caughtUp()));
        },
        onFailure: (group, error) => told.failures.push(`${group}: ${why(error)}`),
        onIncident: ({ kind, topic, partition, expected }) =>
          told.incidents.push(`${kind} ${topic.slice(prefix.length + 1)} ${String(partition)} at ${String(expected)}`),
        onStalled: ({ group, partitions }) => told.stalled.push(`${group} ${String(partitions.length)}`),
        onFatal: (group, error) => told.fatal.push(`${group}: ${why(error)}`),
        ...more,
      }),
    close: async () => {
      await Promise.all([...relays.values()].map((each) => each.stop()));
      await admin.deleteTopics({ topics: services.map((service) => topicOf(service, prefix)) });
      await admin.disconnect();
    },
  };
};
