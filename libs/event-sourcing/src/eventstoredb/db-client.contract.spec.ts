import { eventStoreContract } from '../testing/index.js';
import { clientPackage } from './client-package.js';
import { nodeToTry } from './config.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { throughTheDoor } from './through-the-door.fixture.js';

throughTheDoor(clientPackage);

const settings = nodeToTry();
if (settings !== undefined)
  eventStoreContract(`${clientPackage.name}, on a node`, () => {
    const store = new EventStoreDbEventStore(settings);
    return Promise.resolve({ store, close: () => store.close() });
  });
