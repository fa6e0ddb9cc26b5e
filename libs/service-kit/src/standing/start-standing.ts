import type { EventStore } from '@rms/event-sourcing';
import type { BusSubscription, OwnHistory } from '@rms/messaging';
import { present } from '@rms/nhs';
import { agreementsForADoor } from '../intake/agreements.js';
import { openMllpDoor, type MllpDoor } from '../intake/mllp-door.js';
import { looksEveryMs, startService } from '../start-service.js';
import { tracedArrivals } from '../tracing/traced-intake.js';
import { onceAnswered } from './answers.js';
import type { Assembled, Footing, Standing } from './footing.js';
import { busy } from './front-door.js';
import type { StandingSettings } from './standing-settings.js';

const nobody = (): Promise<readonly string[]> => Promise.resolve([]);
const never = new Promise<string>(() => undefined);

const openDoorOf = async (
  { settings, logger, ports }: Footing,
  { messages }: Assembled,
  subscription: BusSubscription,
): Promise<MllpDoor | undefined> => {
  if (messages === undefined || settings.mllpPort === undefined) return undefined;
  const { log } = messages.intake;
  return openMllpDoor({
    host: settings.host,
    port: settings.mllpPort,
    log: ports.tracing === undefined ? log : tracedArrivals(log, ports.tracing),
    ...agreementsForADoor(messages, subscription),
    logger,
  });
};

const portsOf = (footing: Footing, { browser, without = nobody }: Assembled): Parameters<typeof startService>[1] => {
  const { settings, bus, verifyBearer, logger, doubt, waitsFor = nobody, isOperated = false } = footing;
  const { host, port, programsPort } = settings;
  const issuerHasAnswered = onceAnswered(`${settings.issuer}/.well-known/openid-configuration`);
  return {
    bus,
    verifyBearer,
    logger,
    host,
    port,
    timing: { everyMs: looksEveryMs, doubt },
    readiness: async () => ({
      waitsFor: [...((await issuerHasAnswered()) ? [] : ['the issuer, to know who asks']), ...(await waitsFor())],
      without: await without(),
    }),
    isOperated,
    ...present({ tracing: footing.ports.tracing, gauges: footing.gauges }),
    ...present({ browser, programs: programsPort === undefined ? undefined : { host, port: programsPort } }),
  };
};

const whereOf = (settings: StandingSettings): string =>
  settings.profile === 'cluster' ? `region ${settings.region}` : `data in ${settings.data}`;

const startOn = async (footing: Footing, assembled: Assembled): Promise<Standing> => {
  const { settings, failed = never } = footing;
  const { definition } = assembled;
  await footing.onAssembled?.(definition);
  const running = await startService(definition, portsOf(footing, assembled)).catch(busy(definition.name, settings.port));
  footing.onClose(() => running.close());
  assembled.heard?.(running.subscription);
  const door = await openDoorOf(footing, assembled, running.subscription);
  if (door !== undefined) footing.onClose(() => door.close());
  return {
    name: running.name,
    url: running.url,
    where: whereOf(settings),
    ...present({ mllp: door?.address }),
    failed,
    close: () => footing.close(),
  };
};

/** Lays what a service stands on, as its profile has it. The adapters of the other profile are not even loaded. */
const layFooting = async (settings: StandingSettings, history: (store: EventStore) => OwnHistory): Promise<Footing> => {
  if (settings.profile === 'cluster') return (await import('../cluster/cluster-footing.js')).layClusterFooting(settings, history);
  return (await import('../embedded/embedded-footing.js')).layEmbeddedFooting(settings, history);
};

/**
 * Starts one service in a process of its own: alone on its own directory, without any neighbour, or as one of six on the engines of a
 * cluster. Refuses with a sentence and leaves nothing open.
 */
export const startStanding = async (
  settings: StandingSettings,
  parts: {
    readonly history: (store: EventStore) => OwnHistory;
    readonly assemble: (footing: Footing) => Assembled | Promise<Assembled>;
  },
): Promise<Standing> => {
  const footing = await layFooting(settings, parts.history);
  try {
    return await startOn(footing, await parts.assemble(footing));
  } catch (error) {
    await footing.close();
    throw error;
  }
};
