import { instantText, openEmbeddedEventStore, systemClock, type EventStore } from '@rms/event-sourcing';
import { audienceOfTheSystem, bearerVerifier } from '@rms/identity';
import { openEmbeddedIntakeLog } from '@rms/intake';
import type { OwnHistory } from '@rms/messaging';
import { present } from '@rms/nhs';
import { createLogger } from '@rms/telemetry';
import type { AloneSettings } from '../standing/alone-settings.js';
import { closers } from '../standing/closers.js';
import type { Footing } from '../standing/footing.js';
import { openTracing } from '../standing/open-tracing.js';
import { tracedStore } from '../tracing/traced-store.js';
import { takeDirectory } from './data-directory.js';
import { busOfOneProcess, clockDoubtOn, embeddedIntakePorts, embeddedPorts } from './embedded-ports.js';

/**
 * What a service stands on alone: its own directory, its own history, and a bus on which it hears itself. Refuses with a sentence and
 * leaves nothing open.
 */
export const layEmbeddedFooting = async (settings: AloneSettings, history: (store: EventStore) => OwnHistory): Promise<Footing> => {
  const { service, mode, issuer } = settings;
  const logger = createLogger(service, { level: settings.logLevel });
  const directory = takeDirectory(settings.data, { service, mode, seed: 'empty', now: instantText(systemClock.now()) });
  const { onClose, close } = closers();
  onClose(() => {
    directory.release();
  });
  try {
    const tracing = (await openTracing({ process: service, endpoint: settings.traces }, { logger, onClose }))?.of(service);
    const stored = await openEmbeddedEventStore(directory.path, systemClock);
    onClose(() => stored.close());
    const store = tracing === undefined ? stored : tracedStore(stored, tracing);
    const parts = { directory, store, histories: [history(store)], logger, clock: systemClock };
    return {
      settings,
      isTraining: directory.birth.mode === 'training',
      folder: directory.path,
      ports: { ...embeddedPorts(parts), ...present({ tracing }) },
      bus: busOfOneProcess(parts),
      logger,
      verifyBearer: bearerVerifier({ issuer, audience: audienceOfTheSystem, clock: systemClock }),
      secret: (name) => directory.secret(name),
      intake: async () => {
        const log = await openEmbeddedIntakeLog(directory.path, systemClock);
        onClose(() => log.close());
        return embeddedIntakePorts({ directory, log, logger });
      },
      doubt: clockDoubtOn(store),
      onClose,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
