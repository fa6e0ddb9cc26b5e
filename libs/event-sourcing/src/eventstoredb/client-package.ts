import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import type { ClientPackage, RawClient } from './raw-client.js';

// The one place that names the client package and says its words: its successor takes its place here.
export const clientPackage: ClientPackage = {
  name: '@eventstore/db-client',
  connect: (url) => EventStoreDBClient.connectionString(url) as unknown as RawClient,
  append: (client, stream, { expected, events, ...call }) =>
    client.appendToStream(
      stream,
      events.map((event) => binaryEvent(event)),
      { ...call, expectedRevision: expected },
    ),
};
