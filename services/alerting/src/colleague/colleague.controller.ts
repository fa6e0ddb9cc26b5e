import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { derivedId } from '@rms/event-sourcing';
import type { Person, Role } from '@rms/identity';
import { londonDateOf, parseInstant, present } from '@rms/nhs';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import { alertingCommandsToken, type AlertingCommands } from '../alerting.commands.js';
import { colleagueRefusals } from '../alerting.refusals.js';
import type { ColleagueCommand } from './colleague.aggregate.js';

const commandId = z.guid();
const cover = z.string().min(1).max(100).optional();
const awayBody = z.strictObject({ commandId, fromOn: z.iso.date(), untilOn: z.iso.date(), cover });
const leavingBody = z.strictObject({ commandId, cover });
const plainBody = z.strictObject({ commandId });

const admins: readonly Role[] = ['trust-admin'];

interface Place {
  readonly trust: string;
  readonly person: string;
  readonly absence: string;
}

@Controller('trusts/:trust/staff/:person')
export class ColleagueController {
  constructor(@Inject(alertingCommandsToken) private readonly commands: AlertingCommands) {}

  @Post('absences')
  async away(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#admitted(caller, place.trust);
    const read = readBody(awayBody, body);
    const at = parseInstant((await this.commands.desk(trust)).moment.now);
    const command = {
      type: 'SayAway',
      person: place.person,
      absence: derivedId(read.commandId, 'absence'),
      today: at === undefined ? '' : londonDateOf(at),
      fromOn: read.fromOn,
      untilOn: read.untilOn,
      ...present({ cover: read.cover }),
    } as const;
    return this.#give({ ...place, trust }, command, { caller, commandId: read.commandId });
  }

  @Post('absences/:absence/end')
  @HttpCode(200)
  async callOff(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#admitted(caller, place.trust);
    const read = readBody(plainBody, body);
    return this.#give({ ...place, trust }, { type: 'CallOffAbsence', absence: place.absence }, { caller, ...read });
  }

  @Post('leaving')
  @HttpCode(200)
  async leave(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#admitted(caller, place.trust);
    const read = readBody(leavingBody, body);
    const command = { type: 'SayLeft', person: place.person, ...present({ cover: read.cover }) } as const;
    return this.#give({ ...place, trust }, command, { caller, commandId: read.commandId });
  }

  @Post('return')
  @HttpCode(200)
  async comeBack(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#admitted(caller, place.trust);
    return this.#give({ ...place, trust }, { type: 'SayBack' }, { caller, ...readBody(plainBody, body) });
  }

  #admitted(caller: Person, of: string): string {
    const trust = ownTrust(caller, of);
    allow(caller, ...admins);
    return trust;
  }

  async #give(
    { trust, person }: Pick<Place, 'trust' | 'person'>,
    command: ColleagueCommand,
    by: { readonly caller: Person; readonly commandId: string },
  ): Promise<Receipt> {
    const context = givenBy(actorOf(by.caller, ...admins), { commandId: by.commandId, trust });
    return answer(await this.commands.onColleague(person, command, context), colleagueRefusals);
  }
}
