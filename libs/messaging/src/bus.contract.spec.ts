import { embeddedBus } from './index.js';
import { brokerToTry } from './kafka/config.js';
import { onBroker } from './kafka/kafka.fixture.js';
import { busContract } from './testing/index.js';

busContract('one process, from its own log', (owners) =>
  Promise.resolve({
    open: () => embeddedBus({ store: owners.store, histories: [...owners.histories.values()], onFailure: () => undefined }),
    close: () => Promise.resolve(),
  }),
);

const broker = brokerToTry();
if (broker !== undefined) busContract('a broker of Kafka', (owners) => onBroker(broker, owners));
