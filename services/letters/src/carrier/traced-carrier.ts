import { present } from '@rms/nhs';
import type { Tracing } from '@rms/telemetry';
import type { Carrier } from './carrier.js';

/** A carrier, told of when he is given a letter: below the fact that it was handed over, which is its key. Never to whom. */
export const tracedCarrier = (carrier: Carrier, tracing: Tracing | undefined): Carrier =>
  tracing === undefined
    ? carrier
    : {
        send: (item) =>
          tracing.during(
            {
              name: 'letter handed over to the carrier',
              attributes: { channel: item.channel },
              ...present({ because: tracing.becauseOfFact(item.key) }),
              isArrival: true,
              told: (sent) => ({ outcome: 'accepted' in sent ? 'accepted' : 'refused' }),
            },
            () => carrier.send(item),
          ),
        status: (key) => carrier.status(key),
      };
