import type { Arrived, DoorParts, IntakeReaderParts } from '@rms/intake';
import type { Tracing } from '@rms/telemetry';

/** A message begins the chain of everything that follows from it. */
const chainOf = ({ id }: Pick<Arrived, 'id'>): { readonly correlationId: string } => ({ correlationId: id });

/** A log for the door that tells of each message once it is stored. */
export const tracedArrivals = (log: DoorParts['log'], tracing: Tracing): DoorParts['log'] => ({
  append: async (message) => {
    const began = tracing.now();
    const arrived = await log.append(message);
    const { feed, route: kind, trust } = message;
    tracing.tell(
      {
        name: 'message accepted',
        attributes: { feed, kind, trust, receipt: arrived.receipt },
        because: chainOf(arrived),
        itself: arrived.id,
        isArrival: true,
      },
      began,
    );
    return arrived;
  },
  refuse: (refusal) => log.refuse(refusal),
});

/** Stands around the reading of a message, and tells what became of it. */
export const tracedReading =
  (tracing: Tracing): NonNullable<IntakeReaderParts['around']> =>
  (message, read) =>
    tracing.during(
      {
        name: 'message read',
        attributes: { feed: message.feed, receipt: message.receipt, trust: message.trust },
        because: { ...chainOf(message), causationId: message.id },
        isArrival: true,
        told: ({ outcome }) => ({ outcome }),
      },
      read,
    );
