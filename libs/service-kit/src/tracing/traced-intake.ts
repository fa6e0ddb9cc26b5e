import type { Arrived, Conclusion, DoorParts } from '@rms/intake';
import type { Tracing } from '@rms/telemetry';

/** A message begins the chain of everything that follows from it. */
export const chainOf = ({ id }: Pick<Arrived, 'id'>): { readonly correlationId: string } => ({ correlationId: id });

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

type Read = (message: Arrived, by?: string) => Promise<Conclusion>;

/** Reading a message, told of with what became of it. */
export const tracedReading =
  (read: Read, tracing: Tracing | undefined): Read =>
  (message, by) =>
    tracing === undefined
      ? read(message, by)
      : tracing.during(
          {
            name: 'message read',
            attributes: { feed: message.feed, receipt: message.receipt, trust: message.trust },
            because: { ...chainOf(message), causationId: message.id },
            isArrival: true,
            told: ({ outcome }) => ({ outcome }),
          },
          () => read(message, by),
        );
