import { Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { parseInstant } from '@rms/nhs';
import type { BusSubscription } from '@rms/messaging';
import { ForOperators } from './caller.js';
import type { ServiceDefinition } from './definition.js';
import { Refused } from './refused.js';
import { definitionToken, subscriptionToken } from './tokens.js';

/** What whoever operates a cluster asks of each service: when something falls due next, to notice it, to say when all is done, and what it has open. */
@Controller('operator')
@ForOperators()
export class OperatorController {
  constructor(
    @Inject(definitionToken) private readonly service: ServiceDefinition,
    @Inject(subscriptionToken) private readonly subscription: () => BusSubscription | undefined,
  ) {}

  /** The earliest date or instant after an instant on which something is to be noticed, of each kind of its aggregates. */
  @Get('next')
  async next(@Query('after') after = ''): Promise<{ readonly wakes: readonly string[] }> {
    if (parseInstant(after) === undefined)
      throw new Refused(422, 'not-understood', 'after must be an instant such as 2026-03-04T09:14:07.000Z.');
    const wakes = await Promise.all(this.service.timers.map((timers) => timers.next(after)));
    return { wakes: wakes.filter((at) => at !== undefined) };
  }

  /** Notices what is due. Answers how many recorded something. */
  @Post('wake')
  @HttpCode(200)
  async wake(): Promise<{ readonly woken: number }> {
    let woken = 0;
    for (const timers of this.service.timers) woken += await timers.wakeDue();
    return { woken };
  }

  /** Answers when nothing that it has heard or received waits for it, with the position of the newest fact in the history. */
  @Post('quiet')
  @HttpCode(200)
  async quiet(): Promise<{ readonly position: number }> {
    for (const work of this.service.background) await work.quiet();
    await this.subscription()?.caughtUp();
    return { position: await this.service.store.lastPosition() };
  }

  /** Which build of its read model it has open: who has made a new one waits until it is that. */
  @Get('read-model')
  async readModel(): Promise<{ readonly generation: number }> {
    return { generation: (await this.service.documents.generation?.()) ?? 1 };
  }

  /** Looks whether somebody was lost on the way, where it is this service that looks. */
  @Post('look')
  @HttpCode(200)
  async look(): Promise<{ readonly looked: boolean }> {
    await this.service.look?.();
    return { looked: this.service.look !== undefined };
  }
}
