import { join } from 'node:path';
import express from 'express';
import { assembleAlerting, alertingHistory } from '@rms/alerting';
import { instantText, systemClock, type EventStore } from '@rms/event-sourcing';
import { bearerVerifier, audienceOfTheSystem, type VerifyBearer } from '@rms/identity';
import type { IntakeLog } from '@rms/intake';
import { assembleLetters, lettersHistory } from '@rms/letters';
import { embeddedBus, type BusSubscription, type PublishedHistory } from '@rms/messaging';
import { bankHolidaysOfEngland, present } from '@rms/nhs';
import { assemblePathway, pathwayHistory } from '@rms/pathway';
import { assembleGateway, gatewayHistory, OpenId, PageFilter, prepareBrowserSide, SessionsStore, SignedInGuard } from '@rms/portal-gateway';
import { openSqliteDocuments } from '@rms/read-models';
import { assembleRegistration, registrationHistory } from '@rms/registration';
import { assembleResults, resultsHistory } from '@rms/results';
import { startService, type AssemblyPorts, type RunningService, type ServiceDefinition } from '@rms/service-kit';
import { createLogger, type Logger } from '@rms/telemetry';
import type { NodeConfig } from '../config.js';
import { viewsFile, type DataDirectory } from '../directory/data-directory.js';
import { trustName } from '../training/training-trusts.js';
import type { FrontDoor } from './front-door.js';

const minuteMs = 60_000;
export const gatewayClient = 'rms-gateway';

/** Every owner's published history, from one store. */
export const historiesOf = (store: EventStore): ReadonlyMap<string, PublishedHistory> =>
  new Map(
    [
      registrationHistory(store),
      resultsHistory(store),
      pathwayHistory(store),
      lettersHistory(store),
      alertingHistory(store),
      gatewayHistory(store),
    ].map((history) => [history.service, history]),
  );

export interface Foundation {
  readonly config: NodeConfig;
  readonly directory: DataDirectory;
  readonly store: EventStore;
  readonly log: IntakeLog;
  readonly front: FrontDoor;
  readonly frontApp: ReturnType<typeof express>;
  readonly issuer: string;
}

const holidays = (): readonly string[] => {
  const year = new Date(systemClock.now()).getUTCFullYear();
  return [...bankHolidaysOfEngland(year - 1, year + 2)];
};

const assemblyPorts = ({ directory, store }: Foundation, logger: Logger): AssemblyPorts => ({
  store,
  histories: historiesOf(store),
  now: () => instantText(systemClock.now()),
  documents: (service, specs) => openSqliteDocuments(viewsFile(directory.path, service), specs),
  onIncident: (kind, stream, why) => {
    logger.error(`stream ${kind}`, { stream, error: why });
  },
});

const assembleOwners = (foundation: Foundation, logger: Logger) => {
  const ports = assemblyPorts(foundation, logger);
  const intake = {
    log: foundation.log,
    key: foundation.directory.key,
    onStoreAway: (error: unknown) => {
      logger.error('the store is away', { error: String(error) });
    },
    onUnread: (message: { readonly receipt: number }, error: unknown) => {
      logger.error('message could not be read', {
        receipt: message.receipt,
        error: error instanceof Error ? error.message : String(error),
      });
    },
  };
  const calendar = { holidays: holidays() };
  const registration = assembleRegistration({ ...ports, ...intake });
  const owners = {
    registration,
    results: assembleResults({ ...ports, ...intake }),
    pathway: assemblePathway({ ...ports, ...calendar }),
    letters: assembleLetters(ports),
    alerting: assembleAlerting({ ...ports, ...calendar }),
  };
  return { ports, calendar, owners };
};

export interface RunningNode {
  readonly services: readonly RunningService[];
  readonly feeds: () => ReturnType<ReturnType<typeof assembleRegistration>['feeds']>;
  readonly ownerUrl: (name: string) => string;
  readonly signInPage: (model: object, nonce: string) => string;
  closeServices(): Promise<void>;
}

const gatewayBrowser = ({ directory, front, frontApp, issuer }: Foundation, sessions: SessionsStore) => ({
  express: frontApp,
  server: front.server,
  url: front.origin,
  guard: SignedInGuard,
  filter: PageFilter,
  prepare: (app: Parameters<typeof prepareBrowserSide>[0]): void =>
    prepareBrowserSide(app, {
      store: sessions,
      cookieSecret: directory.secret('cookies'),
      publicUrl: front.origin,
      issuerOrigin: new URL(issuer).origin,
      idleMs: 15 * minuteMs,
    }),
});

/** Starts the six services in this process: owners on loopback, the gateway behind the front door. */
export const startServices = async (foundation: Foundation): Promise<RunningNode> => {
  const { config, directory, store, front, issuer } = foundation;
  const logger = createLogger('single-node', { level: config.logLevel });
  const verifyBearer: VerifyBearer = bearerVerifier({ issuer, audience: audienceOfTheSystem, clock: systemClock });
  const { ports, calendar, owners } = assembleOwners(foundation, logger);
  const bus = embeddedBus({
    store,
    histories: [...ports.histories.values()],
    onFailure: (group, error) => {
      logger.error('delivery failed and will be tried again', { group, error: error instanceof Error ? error.message : String(error) });
    },
  });
  const running: RunningService[] = [];
  const urls = new Map<string, string>();
  const start = async (definition: ServiceDefinition, browser?: ReturnType<typeof gatewayBrowser>): Promise<void> => {
    const service = await startService(definition, {
      bus,
      verifyBearer,
      logger: createLogger(definition.name, { level: config.logLevel }),
      host: '127.0.0.1',
      port: 0,
      ...present({ browser }),
    });
    running.push(service);
    urls.set(service.name, service.url);
  };
  for (const definition of Object.values(owners)) await start(definition);
  const ownerUrl = (name: string): string => urls.get(name) ?? '';
  const sessions = new SessionsStore(join(directory.path, 'sessions.db'), systemClock);
  // Pages ask how far the read model has come; there is nothing to ask until the gateway itself has been started.
  const heard: { subscription: BusSubscription | undefined } = { subscription: undefined };
  const gateway = assembleGateway({
    ...ports,
    ...calendar,
    verifyBearer,
    systemClock,
    training: directory.birth.mode === 'training',
    serviceName: config.serviceName,
    trustName,
    sessionMs: 12 * 60 * minuteMs,
    subscription: () => heard.subscription,
    openId: new OpenId({
      issuer,
      clientId: gatewayClient,
      clientSecret: directory.secret('gateway-client'),
      publicUrl: front.origin,
      clock: systemClock,
    }),
    owners: () => ({
      registration: ownerUrl('registration'),
      results: ownerUrl('results'),
      pathway: ownerUrl('pathway'),
      letters: ownerUrl('letters'),
      alerting: ownerUrl('alerting'),
    }),
  });
  await start(gateway, gatewayBrowser(foundation, sessions));
  heard.subscription = running.at(-1)?.subscription;
  return {
    services: running,
    feeds: owners.registration.feeds,
    ownerUrl,
    signInPage: (model, nonce) => gateway.pages.signInPage(model, nonce),
    closeServices: async () => {
      for (const service of [...running].reverse()) await service.close();
      sessions.close();
    },
  };
};
