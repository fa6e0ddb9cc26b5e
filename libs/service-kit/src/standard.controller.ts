import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { parseInstant } from '@rms/nhs';
import { portable, type PortableEvent } from '@rms/event-sourcing';
import type { Person } from '@rms/identity';
import type { BusSubscription } from '@rms/messaging';
import { parkedCollection, type Parked } from '@rms/read-models';
import type { Response } from 'express';
import { allow, Caller, ForServices, OpenToAll, ownTrust } from './caller.js';
import type { Readiness, ServiceDefinition } from './definition.js';
import { readStreams, tellStreams, type ToldEvent } from './history.js';
import { Refused } from './refused.js';
import { definitionToken, readinessToken, subscriptionToken } from './tokens.js';

const pageOfHistory = 500;
// Whoever wants fewer at once gets fewer; nobody gets more.
const pageWithin = (limit = String(pageOfHistory)): number =>
  Math.max(1, Math.min(pageOfHistory, Math.trunc(Number(limit)) || pageOfHistory));
const recordsIn = (patient: string, also = ''): readonly string[] => [patient, ...also.split(',').filter((id) => id !== '')];

/** Is it alive, is it ready or what does it wait for, how far behind is it, and what could it not take in. */
@Controller('health')
@OpenToAll()
export class HealthController {
  constructor(
    @Inject(definitionToken) private readonly service: ServiceDefinition,
    @Inject(subscriptionToken) private readonly subscription: () => BusSubscription | undefined,
    @Inject(readinessToken) private readonly readiness: () => Promise<Readiness>,
  ) {}

  @Get('live')
  live(): { readonly service: string; readonly alive: true } {
    return { service: this.service.name, alive: true };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<unknown> {
    const progress = await this.subscription()?.progress();
    const { waitsFor, without } = await this.readiness();
    const missing = [...(progress === undefined ? ['its place on the bus'] : []), ...waitsFor];
    if (missing.length > 0) response.status(503);
    return {
      service: this.service.name,
      ready: missing.length === 0,
      waitsFor: missing,
      without,
      behind: progress === undefined ? undefined : progress.of - progress.at,
      parked: await this.#parked(),
    };
  }

  async #parked(): Promise<readonly string[]> {
    return (await this.service.documents.every<Parked>(parkedCollection)).map(({ stream }) => stream);
  }
}

/** The service's published facts, for rebuilding, refilling and sweeping. */
@Controller('published')
@ForServices()
export class PublishedController {
  constructor(@Inject(definitionToken) private readonly service: ServiceDefinition) {}

  @Get('since/:position')
  since(@Param('position') position: string, @Query('limit') limit?: string): Promise<unknown> {
    return this.service.history.since(Number(position), pageWithin(limit));
  }

  @Get('stream/:stream')
  async stream(@Param('stream') stream: string, @Query('after') after?: string): Promise<unknown> {
    if (!stream.startsWith(`${this.service.name}.`)) throw new Refused(404, 'not-found', 'This service has no such stream.');
    return { deliveries: await this.service.history.ofStream(stream, Number(after ?? '0')) };
  }
}

/** The service's part of a patient's history, in sentences. `also` names other records that were merged with this one. */
@Controller('trusts/:trust/history')
export class HistoryController {
  constructor(@Inject(definitionToken) private readonly service: ServiceDefinition) {}

  @Get(':patient')
  async history(
    @Caller() person: Person,
    @Param() { trust, patient }: { readonly trust: string; readonly patient: string },
    @Query() query: { readonly at?: string; readonly also?: string },
  ): Promise<{ readonly events: readonly ToldEvent[] }> {
    allow(person, 'clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator', 'auditor', 'clinical-safety-officer');
    const at = query.at === undefined ? undefined : parseInstant(query.at);
    if (query.at !== undefined && at === undefined)
      throw new Refused(422, 'not-understood', 'The moment must be an instant such as 2026-03-04T09:14:07Z.');
    const streams = await this.service.streamsOf(ownTrust(person, trust), recordsIn(patient, query.also));
    return { events: await tellStreams(this.service.store, this.service.tellers, { streams, at }) };
  }

  /** The same streams as they are stored, whole, so that whoever takes them away can check them. */
  @Get(':patient/stored')
  async stored(
    @Caller() person: Person,
    @Param() { trust, patient }: { readonly trust: string; readonly patient: string },
    @Query() { also }: { readonly also?: string },
  ): Promise<{ readonly events: readonly PortableEvent[] }> {
    allow(person, 'auditor', 'clinical-safety-officer');
    const streams = await this.service.streamsOf(ownTrust(person, trust), recordsIn(patient, also));
    return { events: (await readStreams(this.service.store, streams)).map(portable) };
  }
}
