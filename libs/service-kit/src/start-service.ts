import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module, type DynamicModule, type INestApplication, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { VerifyBearer } from '@rms/identity';
import { BusStrategy, type Bus, type BusSubscription } from '@rms/messaging';
import type { Logger } from '@rms/telemetry';
import type { Express } from 'express';
import { BearerGuard } from './bearer.guard.js';
import type { ServiceDefinition } from './definition.js';
import { factsControllerFor } from './facts.controller.js';
import { RefusalFilter } from './refusal.filter.js';
import { HealthController, HistoryController, PublishedController } from './standard.controllers.js';
import { definitionToken, loggerToken, subscriptionToken, verifyBearerToken } from './tokens.js';

export interface ServicePorts {
  readonly bus: Bus;
  readonly verifyBearer: VerifyBearer;
  readonly logger: Logger;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
}

/** A service whose door is for browsers: it brings its own guard and error pages, and hangs on a server that is already open. */
export interface BrowserSide {
  readonly express: Express;
  readonly server: Server;
  readonly url: string;
  readonly prepare: (app: NestExpressApplication) => void;
  readonly guard: Type;
  readonly filter: Type;
}

export interface RunningService {
  readonly name: string;
  readonly url: string;
  readonly definition: ServiceDefinition;
  readonly subscription: BusSubscription;
  close(): Promise<void>;
}

@Module({})
class ServiceModule {
  static of(
    service: ServiceDefinition,
    ports: ServicePorts & { readonly browser?: BrowserSide | undefined },
    subscription: () => BusSubscription | undefined,
  ): DynamicModule {
    const { browser } = ports;
    return {
      module: ServiceModule,
      controllers: [
        ...(browser === undefined ? [HealthController, PublishedController, HistoryController] : []),
        factsControllerFor(service.consumer, service.contracts),
        ...service.controllers,
      ],
      providers: [
        { provide: definitionToken, useValue: service },
        { provide: subscriptionToken, useValue: subscription },
        { provide: verifyBearerToken, useValue: ports.verifyBearer },
        { provide: loggerToken, useValue: ports.logger },
        { provide: APP_GUARD, useClass: browser?.guard ?? BearerGuard },
        { provide: APP_FILTER, useClass: browser?.filter ?? RefusalFilter },
        ...service.providers,
      ],
    };
  }
}

const strategyOf = (service: ServiceDefinition, bus: Bus): BusStrategy =>
  new BusStrategy(bus, {
    group: service.name,
    hears: service.hears,
    from: async () => (await service.documents.progress()).done,
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
  return `http://${ports.host}:${String(port)}`;
};

/** Starts a service: its facts first, then its HTTP door, then its background work. */
export const startService = async (
  service: ServiceDefinition,
  ports: ServicePorts & { readonly browser?: BrowserSide },
): Promise<RunningService> => {
  const strategy = strategyOf(service, ports.bus);
  const app = await NestFactory.create<NestExpressApplication>(
    ServiceModule.of(service, ports, () => strategy.subscription),
    new ExpressAdapter(ports.browser?.express),
    { logger: false, bodyParser: ports.browser === undefined },
  );
  app.disable('x-powered-by');
  app.connectMicroservice({ strategy }, { inheritAppConfig: false });
  await app.startAllMicroservices();
  const url = ports.browser === undefined ? await listen(app, ports) : await hang(app, ports.browser);
  for (const work of service.background) work.start();
  const { subscription } = strategy;
  if (subscription === undefined) throw new Error(`${service.name} does not hear the bus.`);
  return {
    name: service.name,
    url,
    definition: service,
    subscription,
    close: async () => {
      await Promise.all(service.background.map((work) => work.stop()));
      await app.close();
      await service.documents.close();
    },
  };
};
