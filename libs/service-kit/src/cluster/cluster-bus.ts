import { randomId, systemClock, type EventStore } from '@rms/event-sourcing';
import type { Bus, Checkpoint, OwnHistory, Places, PublishedHistory } from '@rms/messaging';
import { ensureTopics, kafkaBus, kafkaClient, startRelay, type Relay, type RelayOptions } from '@rms/messaging/kafka';
import { present } from '@rms/nhs';
import type { Logger, Tracing } from '@rms/telemetry';
import type { ClusterSettings } from '../standing/cluster-settings.js';
import { tellPublished } from '../tracing/traced-facts.js';
import { topicPrefixOf } from './names.js';
import { tasteOfThisRelease } from './taste.js';

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface ClusterBusParts {
  readonly settings: ClusterSettings;
  readonly store: EventStore;
  readonly own: OwnHistory;
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  readonly checkpoint: Checkpoint;
  readonly places: () => Places;
  readonly logger: Logger;
  /** Told why the process is of no use any more. */
  readonly fail: (reason: string) => void;
  readonly tracing?: Tracing;
}

/** The bus of a service on a cluster, with the relay that publishes what it stores. */
export interface ClusterBus {
  readonly bus: Bus;
  readonly relay: Pick<Relay, 'lag'>;
  readonly stop: () => Promise<void>;
}

const kafkaOf = ({ settings, logger }: ClusterBusParts) => ({
  brokers: settings.kafka.brokers,
  clientId: `${settings.region}-${settings.service}`,
  onWarning: (text: string) => {
    logger.warn('the bus', { error: text });
  },
});

const makeTopics = async (parts: ClusterBusParts, services: readonly string[]): Promise<void> => {
  const { settings } = parts;
  const admin = kafkaClient(kafkaOf(parts)).admin();
  await admin.connect();
  try {
    await ensureTopics(admin, {
      services,
      prefix: topicPrefixOf(settings.region),
      brokers: settings.kafka.replicas === 1 ? 'one' : 'cluster',
    });
  } finally {
    await admin.disconnect();
  }
};

const publishingTold = (tracing: Tracing | undefined): RelayOptions['onPublished'] =>
  tracing === undefined
    ? undefined
    : (deliveries, millis) => {
        tellPublished(deliveries, tracing, tracing.now() - millis);
      };

/**
 * Opens the bus: makes its own topic and those it may hear where they are missing, publishes what was stored since, and hears the
 * others. Waits for the brokers; rejects where a topic is not as it should be.
 */
export const openClusterBus = async (parts: ClusterBusParts): Promise<ClusterBus> => {
  const { settings, store, own, histories, checkpoint, places, logger, fail, tracing } = parts;
  await makeTopics(parts, [...histories.keys()]);
  const kafka = kafkaOf(parts);
  const prefix = topicPrefixOf(settings.region);
  const relay = startRelay({
    store,
    history: own,
    checkpoint,
    kafka,
    newId: randomId,
    prefix,
    ...present({ onPublished: publishingTold(tracing) }),
    onFailure: (error) => {
      logger.error('facts could not be published and will be tried again', { error: why(error) });
    },
    onHoldsLess: ({ held, published }) => {
      logger.error('the broker holds less than was published: it is published again', { position: held, through: published });
    },
  });
  const bus = kafkaBus({
    kafka,
    histories,
    places,
    taste: tasteOfThisRelease(),
    clock: systemClock,
    prefix,
    published: () => relay.caughtUp(),
    onFailure: (group, error) => {
      logger.error('delivery failed and will be tried again', { group, error: why(error) });
    },
    onIncident: ({ kind, topic, partition, through }) => {
      const said = { kind, error: `${topic}/${String(partition)}`, through };
      // Whoever has never heard anything begins with what there is.
      if (kind === 'no-place' && through === 0) logger.info('what was published before is taken in', said);
      else logger.error('the bus could not be relied on, and the owner was asked', said);
    },
    onStalled: ({ partitions }) => {
      fail(`it no longer gets on with what it hears (${String(partitions.length)} partitions)`);
    },
    onFatal: (_group, error) => {
      fail(`the bus has given up: ${why(error)}`);
    },
  });
  return { bus, relay, stop: () => relay.stop() };
};
