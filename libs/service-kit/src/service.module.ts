import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import type { VerifyBearer } from '@rms/identity';
import type { Bus, BusSubscription } from '@rms/messaging';
import type { Gauge, Logger, Tracing } from '@rms/telemetry';
import type { Express } from 'express';
import { BearerGuard } from './bearer.guard.js';
import type { Readiness, ServiceDefinition } from './definition.js';
import { factsControllerFor } from './facts.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { metricsOfService } from './metrics/metrics-of-service.js';
import { OperatorController } from './operator.controller.js';
import { RefusalFilter } from './refusal.filter.js';
import { HealthController, HistoryController, PublishedController } from './standard.controller.js';
import type { ClockDoubt } from './timers/clock-doubt.js';
import { tracedRequests } from './tracing/traced-requests.js';
import { definitionToken, loggerToken, metricsToken, readinessToken, subscriptionToken, verifyBearerToken } from './tokens.js';

export interface ServicePorts {
  readonly bus: Bus;
  readonly verifyBearer: VerifyBearer;
  readonly logger: Logger;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** How often it looks whether a date has come, and whether the clock can be believed. */
  readonly timing?: { readonly everyMs: number; readonly doubt: () => Promise<ClockDoubt | undefined> };
  /** What it needs of others; nothing where all of it is in this process. */
  readonly readiness?: () => Promise<Readiness>;
  /** Is its clock moved by an operator? Never in production. */
  readonly isOperated?: boolean;
  readonly tracing?: Tracing;
  /** Numbers of what it stands on, besides its own. */
  readonly gauges?: () => Promise<readonly Gauge[]>;
}
const needsNobody = (): Promise<Readiness> => Promise.resolve({ waitsFor: [], without: [] });

/** A service whose door is for browsers: it brings its own guard and error pages, and hangs on a server that is already open. */
export interface BrowserSide {
  readonly express: Express;
  readonly server: Server;
  readonly url: string;
  readonly prepare: (app: NestExpressApplication) => void;
  readonly guard: Type;
  readonly filter: Type;
}

type Ports = ServicePorts & { readonly browser?: BrowserSide | undefined };

const interceptorsOf = ({ tracing, browser }: Ports): readonly Provider[] =>
  tracing === undefined ? [] : [{ provide: APP_INTERCEPTOR, useValue: tracedRequests(tracing, { isForBrowsers: browser !== undefined }) }];

/** A service as a Nest module: its own doors, the doors every owner has, and its handlers of the bus. */
@Module({})
export class ServiceModule {
  static of(service: ServiceDefinition, ports: Ports, subscription: () => BusSubscription | undefined): DynamicModule {
    const { browser } = ports;
    return {
      module: ServiceModule,
      controllers: [
        HealthController,
        ...(browser === undefined ? [PublishedController, HistoryController, MetricsController] : []),
        factsControllerFor(service.consumer, service.contracts),
        ...(ports.isOperated === true ? [OperatorController] : []),
        ...service.controllers,
      ],
      providers: [
        { provide: definitionToken, useValue: service },
        { provide: subscriptionToken, useValue: subscription },
        { provide: verifyBearerToken, useValue: ports.verifyBearer },
        { provide: loggerToken, useValue: ports.logger },
        { provide: readinessToken, useValue: ports.readiness ?? needsNobody },
        { provide: metricsToken, useValue: metricsOfService(service, subscription, ports.gauges) },
        ...interceptorsOf(ports),
        { provide: APP_GUARD, useClass: browser?.guard ?? BearerGuard },
        { provide: APP_FILTER, useClass: browser?.filter ?? RefusalFilter },
        ...service.providers,
      ],
    };
  }
}
