import type { BusSubscription } from '@rms/messaging';
import type { KafkaBusMetrics, Relay } from '@rms/messaging/kafka';
import type { Gauge } from '@rms/telemetry';

/** A number without labels. */
const one = (name: string, help: string, value: number): Gauge => ({ name, help, values: [{ value }] });

const ofBroker = ({ lag, oldestUnreadMs, duplicates, incidents, unreadable }: KafkaBusMetrics): readonly Gauge[] => [
  {
    name: 'rms_bus_unread',
    help: 'Facts on each topic that this service has not dealt with.',
    values: Object.entries(lag).map(([topic, value]) => ({ labels: { topic }, value })),
  },
  one(
    'rms_bus_oldest_unread_seconds',
    'For how long the oldest fact that is known to be unread has been waiting; 0 where none is.',
    oldestUnreadMs / 1000,
  ),
  one('rms_bus_duplicates_total', 'Facts that came again after they had been dealt with.', duplicates),
  one('rms_bus_incidents_total', 'Times that a topic could not be relied on and its owner was asked for what was missing.', incidents),
  one('rms_bus_unreadable_total', 'Records on the bus that could not be read.', unreadable),
];

type Measured = BusSubscription & { metrics?(): KafkaBusMetrics };

/** How far a service has come on its bus, whatever the bus. */
export const gaugesOfBus = async (subscription: Measured | undefined): Promise<readonly Gauge[]> => {
  if (subscription === undefined) return [];
  const { at, of } = await subscription.progress();
  const behind = one(
    'rms_bus_behind',
    'How far this service is behind what has been recorded, in facts; 0 when it has heard everything.',
    of - at,
  );
  return [behind, ...(subscription.metrics === undefined ? [] : ofBroker(subscription.metrics()))];
};

/** How far what is recorded has been published. */
export const gaugesOfRelay = (relay: Pick<Relay, 'lag'>): readonly Gauge[] => [
  one(
    'rms_relay_behind',
    'Positions of the log that the relay has not looked at; 0 when everything recorded has been published.',
    relay.lag(),
  ),
];
