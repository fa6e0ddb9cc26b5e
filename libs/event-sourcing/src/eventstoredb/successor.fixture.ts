import { binaryEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { ClientPackage, RawClient } from './raw-client.js';

/** What would stand in `client-package.ts` with the successor of the client package. */
export const successor: ClientPackage = {
  name: '@kurrent/kurrentdb-client',
  // The packages are alike but for the names of the protocol and of what is expected.
  connect: (url) => KurrentDBClient.connectionString(url.replace(/^esdb:/, 'kurrentdb:')) as unknown as RawClient,
  append: (client, stream, { expected, events, ...call }) =>
    client.appendToStream(
      stream,
      events.map((event) => binaryEvent(event)),
      { ...call, streamState: expected },
    ),
};
