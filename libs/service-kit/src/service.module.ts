import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import type { VerifyBearer } from '@rms/identity';
import type { Bus, BusSubscription } from '@rms/messaging';
import type { Logger } from '@rms/telemetry';
import type { Express } from 'express';
import { BearerGuard } from './bearer.guard.js';
import type { Readiness, ServiceDefinition } from './definition.js';
import { factsControllerFor } from './facts.controller.js';
import { OperatorController } from './operator.controller.js';
import { RefusalFilter } from './refusal.filter.js';
import { HealthController, HistoryController, PublishedController } from './standard.controller.js';
import type { ClockDoubt } from './timers/clock-doubt.js';
import { definitionToken, loggerToken, readinessToken, subscriptionToken, verifyBearerToken } from './tokens.js';

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

/** A service as a Nest module: its own doors, the doors every owner has, and its handlers of the bus. */
@Module({})
export class ServiceModule {
  static of(
    service: ServiceDefinition,
    ports: ServicePorts & { readonly browser?: BrowserSide | undefined },
    subscription: () => BusSubscription | undefined,
  ): DynamicModule {
    const { browser } = ports;
    return {
      module: ServiceModule,
      controllers: [
        HealthController,
        ...(browser === undefined ? [PublishedController, HistoryController] : []),
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
        { provide: APP_GUARD, useClass: browser?.guard ?? BearerGuard },
        { provide: APP_FILTER, useClass: browser?.filter ?? RefusalFilter },
        ...service.providers,
      ],
    };
  }
}
