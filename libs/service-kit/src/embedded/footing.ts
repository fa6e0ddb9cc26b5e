import { instantText, openEmbeddedEventStore, systemClock, type EventStore } from '@rms/event-sourcing';
import { audienceOfTheSystem, bearerVerifier, type VerifyBearer } from '@rms/identity';
import { openEmbeddedIntakeLog } from '@rms/intake';
import type { Bus, OwnHistory } from '@rms/messaging';
import { createLogger, type Logger } from '@rms/telemetry';
import type { AssemblyPorts } from '../assembly.js';
import type { AloneSettings } from './alone-settings.js';
import { takeDirectory, type DataDirectory } from './data-directory.js';
import { busOfOneProcess, embeddedIntakePorts, embeddedPorts, type EmbeddedIntakePorts } from './embedded-ports.js';

/** What a service stands on in a process of its own: its directory, its history, and a bus on which it hears itself. */
export interface Footing {
  readonly settings: AloneSettings;
  readonly directory: DataDirectory;
  readonly ports: AssemblyPorts;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly verifyBearer: VerifyBearer;
  /** Opens an intake log in the directory. */
  intake(): Promise<EmbeddedIntakePorts>;
  /** Has something closed with the rest, last opened first. */
  onClose(closer: () => Promise<void> | void): void;
  close(): Promise<void>;
}

const stack = () => {
  const closers: (() => Promise<void> | void)[] = [];
  return {
    onClose: (closer: () => Promise<void> | void): void => {
      closers.push(closer);
    },
    close: async (): Promise<void> => {
      for (const each of closers.splice(0).reverse()) await each();
    },
  };
};

/** Takes the directory and opens what is in it. Refuses with a sentence and leaves nothing open. */
export const layFooting = async (settings: AloneSettings, history: (store: EventStore) => OwnHistory): Promise<Footing> => {
  const { service, mode, issuer } = settings;
  const logger = createLogger(service, { level: settings.logLevel });
  const directory = takeDirectory(settings.data, { service, mode, seed: 'empty', now: instantText(systemClock.now()) });
  const { onClose, close } = stack();
  onClose(() => {
    directory.release();
  });
  try {
    const store = await openEmbeddedEventStore(directory.path, systemClock);
    onClose(() => store.close());
    const parts = { directory, store, histories: [history(store)], logger, clock: systemClock };
    return {
      settings,
      directory,
      ports: embeddedPorts(parts),
      bus: busOfOneProcess(parts),
      logger,
      verifyBearer: bearerVerifier({ issuer, audience: audienceOfTheSystem, clock: systemClock }),
      intake: async () => {
        const log = await openEmbeddedIntakeLog(directory.path, systemClock);
        onClose(() => log.close());
        return embeddedIntakePorts({ directory, log, logger });
      },
      onClose,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
