import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { derivedId } from '@rms/event-sourcing';
import type { Person, Role } from '@rms/identity';
import { present } from '@rms/nhs';
import {
  actorOf,
  allow,
  answer,
  Caller,
  givenBy,
  notFound,
  ownTrust,
  readBody,
  Refused,
  type Receipt,
  type ToldEvent,
} from '@rms/service-kit';
import { z } from 'zod';
import { feedCommandsToken } from './feed.controller.js';
import type { AgreementOrder, FeedCommands } from './feed.commands.js';
import { mayAgree } from './who-may-agree.js';

const administrators: readonly Role[] = ['platform-admin', 'trust-admin'];
const line = z.string().max(500);
const said = {
  name: line,
  sends: line,
  facilities: z.array(line).max(200),
  trusts: z.array(line).max(200),
  mayRegister: z.boolean(),
  zone: line,
  processingIds: z.array(z.enum(['P', 'T', 'D'])),
  strict: z.boolean(),
  codes: z
    .array(
      z.strictObject({ code: line, system: line.optional(), analyte: line.optional(), reads: z.enum(['quantity', 'coded']).optional() }),
    )
    .max(5000),
};
const newBody = z.strictObject({ commandId: z.guid(), ...said });
const changeBody = z.strictObject({ commandId: z.guid(), seen: z.number().int().min(1), ...said });
type Said = z.infer<typeof newBody>;

const agreementIn = ({ commandId: _, codes, ...others }: Said): AgreementOrder['said'] => ({
  ...others,
  codes: codes.map(({ code, system, analyte, reads }) => ({ code, ...present({ system, analyte, reads }) })),
});

/** What is agreed with a sender: whose messages are taken, for which trusts, and how they are read. */
@Controller('trusts/:trust/feeds')
export class AgreementController {
  constructor(@Inject(feedCommandsToken) private readonly commands: FeedCommands) {}

  @Post()
  @HttpCode(200)
  async add(@Caller() person: Person, @Param('trust') trust: string, @Body() body: unknown): Promise<Receipt> {
    const own = ownTrust(person, trust);
    allow(person, ...administrators);
    const read = readBody(newBody, body);
    return this.#agree(person, own, {
      feed: derivedId(read.commandId, 'feed'),
      isNew: true,
      commandId: read.commandId,
      said: agreementIn(read),
    });
  }

  @Post(':feed')
  @HttpCode(200)
  async change(
    @Caller() person: Person,
    @Param() place: { readonly trust: string; readonly feed: string },
    @Body() body: unknown,
  ): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...administrators);
    const { seen, ...read } = readBody(changeBody, body);
    return this.#agree(person, trust, { feed: place.feed, isNew: false, commandId: read.commandId, seen, said: agreementIn(read) });
  }

  @Get(':feed/history')
  async history(
    @Caller() person: Person,
    @Param() place: { readonly trust: string; readonly feed: string },
  ): Promise<{ readonly events: readonly ToldEvent[] }> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...administrators, 'auditor', 'clinical-safety-officer');
    const events = await this.commands.history(trust, place.feed);
    if (events === undefined) throw notFound();
    return { events };
  }

  async #agree(
    person: Person,
    trust: string,
    order: Omit<AgreementOrder, 'may'> & { readonly commandId: string; readonly seen?: number },
  ): Promise<Receipt> {
    const { commandId, seen, ...agreement } = order;
    const context = givenBy(actorOf(person, ...administrators), { commandId, trust, seen });
    const outcome = await this.commands.agree(trust, { ...agreement, may: (before, after) => mayAgree(person, before, after) }, context);
    if (outcome === 'unknown') throw notFound();
    if (outcome === 'barred')
      throw new Refused(
        403,
        'trusts-not-yours',
        'This concerns a trust that is not yours to speak for. A feed of several trusts is agreed by the platform’s administrator.',
      );
    if ('problems' in outcome) throw new Refused(422, 'not-understood', 'There is a problem with the agreement.').because(outcome.problems);
    return answer(outcome, {});
  }
}
