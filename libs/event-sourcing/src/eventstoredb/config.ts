import type { EventStoreDbSettings } from './eventstoredb-event-store.js';

/** A real node on which the promises are tried as well, where the environment names one. */
export const nodeToTry = (environment: NodeJS.ProcessEnv = process.env): EventStoreDbSettings | undefined => {
  const { EVENTSTORE_URL: url, EVENTSTORE_USERNAME: username = 'admin', EVENTSTORE_PASSWORD: password = 'changeit' } = environment;
  return url === undefined ? undefined : { url, credentials: { username, password } };
};
