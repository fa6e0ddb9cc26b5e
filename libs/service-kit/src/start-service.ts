import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { BusStrategy, type BusSubscription } from '@rms/messaging';
import type { Background, ServiceDefinition } from './definition.js';
import { hostInUrl } from './host-in-url.js';
import { tracedBus } from './tracing/traced-facts.js';
import { ticker } from './timers/ticker.js';
import { ServiceModule, type BrowserSide, type ServicePorts } from './service.module.js';

export interface RunningService {
  readonly name: string;
  readonly url: string;
  readonly definition: ServiceDefinition;
  readonly subscription: BusSubscription;
  close(): Promise<void>;
}

const strategyOf = (service: ServiceDefinition, { bus, tracing }: ServicePorts): BusStrategy =>
  new BusStrategy(tracedBus(bus, { service: service.name, tracing }), {
    group: service.name,
    hears: service.hears,
    from: (heard) => service.consumer.resume(heard),
    passed: (position) => service.consumer.passed(position),
    unhandled: (delivery) => service.consumer.take(delivery),
  });

const hang = async (app: NestExpressApplication, browser: BrowserSide): Promise<string> => {
  browser.prepare(app);
  await app.init();
  browser.server.on('request', browser.express);
  return browser.url;
};

const listen = async (app: INestApplication, ports: ServicePorts): Promise<string> => {
  await app.listen(ports.port, ports.host);
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  return `http://${hostInUrl(ports.host)}:${String(port)}`;
};

/** How often a service looks whether a date has come. */
export const looksEveryMs = 5000;
const tickerOf = (service: ServiceDefinition, { timing, logger }: ServicePorts, caughtUp: () => Promise<void>): Background =>
  ticker({
    timers: service.timers,
    caughtUp,
    everyMs: timing?.everyMs ?? looksEveryMs,
    doubt: timing?.doubt ?? (() => Promise.resolve(undefined)),
    onDoubt: (sentence) => {
      logger.error('the clock cannot be believed', { error: sentence });
    },
    onFailure: (error) => {
      logger.error('a date could not be noticed and will be tried again', {
        error: error instanceof Error ? error.message : String(error),
      });
    },
  });

type Ports = ServicePorts & {
  readonly browser?: BrowserSide;
  /** Where programs find a service whose own door is for browsers. */
  readonly programs?: { readonly host: string; readonly port: number };
};

/** A door for programs beside one for browsers: what services and operators ask of this service, which no browser ever reaches. */
const openProgramsDoor = async (service: ServiceDefinition, { browser: _, ...ports }: Ports, strategy: BusStrategy) => {
  if (ports.programs === undefined) return undefined;
  const doors = { ...service, controllers: [], providers: [] };
  const app = await NestFactory.create<NestExpressApplication>(
    ServiceModule.of(doors, ports, () => strategy.subscription),
    new ExpressAdapter(),
    { logger: false },
  );
  app.disable('x-powered-by');
  await listen(app, { ...ports, ...ports.programs });
  return app;
};

const openDoor = (app: NestExpressApplication, ports: Ports): Promise<string> =>
  ports.browser === undefined ? listen(app, ports) : hang(app, ports.browser);

/** Starts a service: its facts first, then its HTTP door, then its background work. */
export const startService = async (service: ServiceDefinition, ports: Ports): Promise<RunningService> => {
  const strategy = strategyOf(service, ports);
  const app = await NestFactory.create<NestExpressApplication>(
    ServiceModule.of(service, ports, () => strategy.subscription),
    new ExpressAdapter(ports.browser?.express),
    { logger: false, bodyParser: ports.browser === undefined },
  );
  app.disable('x-powered-by');
  app.connectMicroservice({ strategy }, { inheritAppConfig: false });
  await app.startAllMicroservices();
  const url = await openDoor(app, ports).catch(async (error: unknown) => {
    await app.close();
    await service.documents.close();
    throw error;
  });
  const programs = await openProgramsDoor(service, ports, strategy);
  const { subscription } = strategy;
  if (subscription === undefined) throw new Error(`${service.name} does not hear the bus.`);
  const background = [...service.background, tickerOf(service, ports, () => subscription.caughtUp())];
  for (const work of background) work.start();
  return {
    name: service.name,
    url,
    definition: service,
    subscription,
    close: async () => {
      await Promise.all(background.map((work) => work.stop()));
      await programs?.close();
      await app.close();
      await service.documents.close();
    },
  };
};
