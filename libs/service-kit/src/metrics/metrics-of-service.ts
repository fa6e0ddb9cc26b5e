import type { BusSubscription } from '@rms/messaging';
import { parkedCollection } from '@rms/read-models';
import { createMetrics, type Gauge, type Metrics } from '@rms/telemetry';
import type { ServiceDefinition } from '../definition.js';
import { gaugesOfBus } from './gauges-of-the-bus.js';

const gaugesOfReadModel = async ({ documents }: ServiceDefinition): Promise<readonly Gauge[]> => {
  const parked = await documents.every(parkedCollection);
  return [
    {
      name: 'rms_parked_streams',
      help: 'Streams of which something could not be taken in: what follows in them waits, until somebody has looked.',
      values: [{ value: parked.length }],
    },
  ];
};

/** The numbers of a service: its own words, its bus, its read model, and what it stands on. */
export const metricsOfService = (
  service: ServiceDefinition,
  subscription: () => BusSubscription | undefined,
  gauges?: () => Promise<readonly Gauge[]>,
): Metrics =>
  createMetrics(service.name, [
    () => gaugesOfBus(subscription()),
    () => gaugesOfReadModel(service),
    ...(service.gauges === undefined ? [] : [service.gauges]),
    ...(gauges === undefined ? [] : [gauges]),
  ]);
