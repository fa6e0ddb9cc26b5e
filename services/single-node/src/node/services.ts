import { join } from 'node:path';
import type express from 'express';
import { assembleAlerting, alertingHistory } from '@rms/alerting';
import { systemClock, type EventStore } from '@rms/event-sourcing';
import {
  bearerVerifier,
  audienceOfTheSystem,
  embeddedSignInKeeper,
  isStillSoIn,
  type IdentityStore,
  type VerifyBearer,
} from '@rms/identity';
import type { IntakeLog } from '@rms/intake';
import { assembleLetters, lettersHistory, lettersOnDisk } from '@rms/letters';
import type { BusSubscription, OwnHistory } from '@rms/messaging';
import { bankHolidays, present } from '@rms/nhs';
import { assemblePathway, pathwayHistory } from '@rms/pathway';
import { assembleGateway, browserSide, gatewayClient, gatewayHistory, OpenId, sessionMs, SessionsStore } from '@rms/portal-gateway';
import { assembleRegistration, registrationHistory } from '@rms/registration';
import { assembleResults, resultsHistory } from '@rms/results';
import {
  agreementsForADoor,
  looksEveryMs,
  signerFrom,
  startService,
  tracedPorts,
  type AssemblyPorts,
  type BrowserSide,
  type RunningService,
  type ServiceDefinition,
} from '@rms/service-kit';
import { busOfOneProcess, clockDoubtOn, embeddedIntakePorts, embeddedPorts, type DataDirectory } from '@rms/service-kit/embedded';
import type { FrontDoor, StartedTracing } from '@rms/service-kit/standing';
import { createLogger, type Logger } from '@rms/telemetry';
import type { ClinicalClock } from '../clock/clinical-clock.js';
import type { NodeConfig } from '../config.js';
import { trustName } from '../training/training-trusts.js';
import type { Between } from './between.js';

/** Every owner's published history, from one store. */
export const historiesOf = (store: EventStore): ReadonlyMap<string, OwnHistory> =>
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
  readonly identity: IdentityStore;
  readonly clock: ClinicalClock;
  readonly between: Between;
  /** Is the demonstration being brought to life, past day by past day? */
  readonly isComingToLife: () => boolean;
  readonly tracing: StartedTracing | undefined;
}

const assembleOwners = (foundation: Foundation, logger: Logger) => {
  const { config, directory, store, log, clock, tracing } = foundation;
  const histories = [...historiesOf(store).values()];
  const ports = embeddedPorts({ directory, store, histories, logger, clock });
  const intake = embeddedIntakePorts({ directory, log, logger });
  const disk = lettersOnDisk({ directory: directory.path, now: ports.now });
  const portsOf = (service: string): AssemblyPorts => tracedPorts(ports, tracing?.of(service));
  const registration = assembleRegistration({ ...portsOf('registration'), ...intake });
  const owners = {
    registration,
    results: assembleResults({ ...portsOf('results'), ...intake }),
    pathway: assemblePathway(portsOf('pathway')),
    letters: assembleLetters({
      ...portsOf('letters'),
      holidays: bankHolidays,
      ...disk,
      carrier: foundation.between.carrier(disk.carrier),
      isTraining: directory.birth.mode === 'training',
      times: config.letterTimes,
    }),
    alerting: assembleAlerting({
      ...portsOf('alerting'),
      signer: signerFrom(directory.secret('certificate-key')),
      certifies: () => !foundation.isComingToLife(),
      onSilent: (error) => {
        logger.error('the sweep could not be finished', { error: error instanceof Error ? error.message : String(error) });
      },
    }),
  };
  return { ports: portsOf('portal-gateway'), owners, disk, bus: busOfOneProcess({ store, histories, logger }) };
};

export interface RunningNode {
  readonly services: readonly RunningService[];
  readonly watch: ReturnType<typeof assembleAlerting>['watch'];
  readonly agreements: ReturnType<typeof agreementsForADoor>;
  readonly ownerUrl: (name: string) => string;
  readonly signInPage: (model: object, nonce: string) => string;
  closeServices(): Promise<void>;
}

const subscriptionOf = (running: readonly RunningService[], name: string): BusSubscription => {
  const found = running.find((service) => service.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found.subscription;
};

/** Starts the six services in this process: owners on loopback, the gateway behind the front door. */
export const startServices = async (foundation: Foundation): Promise<RunningNode> => {
  const { config, directory, front, frontApp, issuer } = foundation;
  const logger = createLogger('single-node', { level: config.logLevel });
  const verifyBearer: VerifyBearer = bearerVerifier({
    issuer,
    audience: audienceOfTheSystem,
    clock: systemClock,
    isStillSo: isStillSoIn(foundation.identity),
  });
  const { ports, owners, disk, bus } = assembleOwners(foundation, logger);
  const running: RunningService[] = [];
  const urls = new Map<string, string>();
  const start = async (definition: ServiceDefinition, browser?: BrowserSide): Promise<void> => {
    const service = await startService(definition, {
      bus,
      verifyBearer,
      logger: createLogger(definition.name, { level: config.logLevel }),
      host: '127.0.0.1',
      port: 0,
      timing: { everyMs: looksEveryMs, doubt: clockDoubtOn(foundation.store) },
      ...present({ browser, tracing: foundation.tracing?.of(definition.name) }),
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
    verifyBearer,
    signIns: embeddedSignInKeeper(foundation.identity),
    systemClock,
    training: directory.birth.mode === 'training',
    serviceName: config.serviceName,
    trustName,
    sessionMs,
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
  const cookieSecret = directory.secret('cookies');
  await start(gateway, browserSide({ front, express: frontApp, sessions, cookieSecret, publicUrl: front.origin, issuer }));
  heard.subscription = running.at(-1)?.subscription;
  return {
    services: running,
    watch: owners.alerting.watch,
    agreements: agreementsForADoor(owners.registration, subscriptionOf(running, 'registration')),
    ownerUrl,
    signInPage: (model, nonce) => gateway.pages.signInPage(model, nonce),
    closeServices: async () => {
      for (const service of [...running].reverse()) await service.close();
      sessions.close();
      disk.close();
    },
  };
};
