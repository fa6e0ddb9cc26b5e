import type { EventStore } from '@rms/event-sourcing';
import type { OwnHistory } from '@rms/messaging';
import { present } from '@rms/nhs';
import type { ServiceDefinition } from '../definition.js';
import type { BrowserSide } from '../service.module.js';
import { looksEveryMs, startService } from '../start-service.js';
import type { AloneSettings } from './alone-settings.js';
import { onceAnswered } from './answers.js';
import { layFooting, type Footing } from './footing.js';
import { clockDoubtOn } from './embedded-ports.js';
import { busy } from './front-door.js';

/** A service ready to be started on its footing. */
export interface Assembled {
  readonly definition: ServiceDefinition;
  /** For a service whose door is for browsers. */
  readonly browser?: BrowserSide;
  /** Neighbours that do not answer at the moment, and without which it does less. */
  readonly without?: () => Promise<readonly string[]>;
}

export interface StartedAlone {
  readonly name: string;
  readonly url: string;
  readonly data: string;
  close(): Promise<void>;
}

const nobody = (): Promise<readonly string[]> => Promise.resolve([]);

const startOn = async (footing: Footing, { definition, browser, without = nobody }: Assembled): Promise<StartedAlone> => {
  const { settings, bus, verifyBearer, logger, directory } = footing;
  const issuerHasAnswered = onceAnswered(`${settings.issuer}/.well-known/openid-configuration`);
  const { host, port } = settings;
  const running = await startService(definition, {
    bus,
    verifyBearer,
    logger,
    host,
    port,
    timing: { everyMs: looksEveryMs, doubt: clockDoubtOn(definition.store) },
    readiness: async () => ({
      waitsFor: (await issuerHasAnswered()) ? [] : ['the issuer, to know who asks'],
      without: await without(),
    }),
    ...present({ browser }),
  }).catch(busy(definition.name, port));
  footing.onClose(() => running.close());
  return { name: running.name, url: running.url, data: directory.path, close: () => footing.close() };
};

/**
 * Starts one service on its own directory, without any neighbour: embedded event store, a bus on which it hears itself,
 * documents in SQLite. Refuses with a sentence and leaves nothing open.
 */
export const startAlone = async (
  settings: AloneSettings,
  parts: {
    readonly history: (store: EventStore) => OwnHistory;
    readonly assemble: (footing: Footing) => Assembled | Promise<Assembled>;
  },
): Promise<StartedAlone> => {
  const footing = await layFooting(settings, parts.history);
  try {
    return await startOn(footing, await parts.assemble(footing));
  } catch (error) {
    await footing.close();
    throw error;
  }
};
