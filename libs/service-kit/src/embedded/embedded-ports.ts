import { instantText, randomId, systemClock, type Clock, type EventStore } from '@rms/event-sourcing';
import type { IntakeLog } from '@rms/intake';
import { embeddedBus, type Bus, type OwnHistory } from '@rms/messaging';
import { openSqliteDocuments } from '@rms/read-models';
import type { Logger } from '@rms/telemetry';
import type { AssemblyPorts } from '../assembly.js';
import { doubtOf, type ClockDoubt } from '../timers/clock-doubt.js';
import type { IntakePorts } from '../standing/footing.js';
import { viewsFile, type DataDirectory } from './data-directory.js';

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What every service is assembled on when it runs in one process with its store. */
export const embeddedPorts = (parts: {
  readonly directory: DataDirectory;
  readonly store: EventStore;
  readonly histories: readonly OwnHistory[];
  readonly logger: Logger;
  /** The clinical clock. */
  readonly clock: Clock;
}): AssemblyPorts => ({
  store: parts.store,
  histories: new Map(parts.histories.map((history) => [history.service, history])),
  now: () => instantText(parts.clock.now()),
  newId: randomId,
  documents: (service, specs) => openSqliteDocuments(viewsFile(parts.directory.path, service), specs),
  onIncident: (kind, stream, because) => {
    parts.logger.error(`stream ${kind}`, { stream, error: because });
  },
});

export const embeddedIntakePorts = (parts: {
  readonly directory: DataDirectory;
  readonly log: IntakeLog;
  readonly logger: Logger;
}): IntakePorts => ({
  log: parts.log,
  key: parts.directory.key,
  onStoreAway: (error) => {
    parts.logger.error('the store is away', { error: String(error) });
  },
  onUnread: (message, error) => {
    parts.logger.error('message could not be read', { receipt: message.receipt, error: why(error) });
  },
});

/** The bus of one process: the stored facts of these services, and a word in the log when a delivery has to be brought again. */
export const busOfOneProcess = (parts: {
  readonly store: EventStore;
  readonly histories: readonly OwnHistory[];
  readonly logger: Logger;
}): Bus =>
  embeddedBus({
    store: parts.store,
    histories: parts.histories,
    onFailure: (group, error) => {
      parts.logger.error('delivery failed and will be tried again', { group, error: why(error) });
    },
  });

const atStart = { system: systemClock.now(), monotonic: performance.now() };

/** Whether this machine’s clock can be believed, held against its steady one and against what is stored. */
export const clockDoubtOn = (store: EventStore) => async (): Promise<ClockDoubt | undefined> => {
  const last = await store.lastPosition();
  const [newest] = last === 0 ? [] : await store.readAll(last - 1, 1);
  return doubtOf({
    system: systemClock.now(),
    monotonic: performance.now(),
    began: atStart,
    stored: newest === undefined ? 0 : Date.parse(newest.storedAt),
  });
};
