import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { derivedId } from '@rms/event-sourcing';
import type { Person, Role } from '@rms/identity';
import { present } from '@rms/nhs';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import { alertingCommandsToken, type AlertingCommands } from '../alerting.commands.js';
import { colleagueRefusals } from '../alerting.refusals.js';
import { todayAt } from '../who-acts/desk.model.js';
import { againstGoing, whoWouldAct, type Going, type WhoWouldAct } from '../who-acts/who-would-act.model.js';
import type { ColleagueCommand } from './colleague.aggregate.js';

const commandId = z.guid();
const cover = z.string().min(1).max(100).optional();
const awayBody = z.strictObject({ commandId, fromOn: z.iso.date(), untilOn: z.iso.date(), cover });
const leavingBody = z.strictObject({ commandId, cover });
const plainBody = z.strictObject({ commandId });

const asked = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('away'), fromOn: z.iso.date(), untilOn: z.iso.date(), cover }),
  z.strictObject({ what: z.literal('left'), cover }),
  z.strictObject({ what: z.literal('out-of-use') }),
  z.strictObject({ what: z.literal('roles'), roles: z.string().max(1000) }),
]);
const goingOf = (person: string, asking: z.infer<typeof asked>): Going => {
  switch (asking.what) {
    case 'away':
    case 'left': {
      const { cover: named, ...rest } = asking;
      return { ...rest, person, ...present({ cover: named }) };
    }
    case 'out-of-use':
      return { ...asking, person };
    case 'roles':
      return { what: 'roles', person, roles: asking.roles.split(',') };
    default:
      return asking satisfies never;
  }
};

const admins: readonly Role[] = ['trust-admin'];
/** Whoever runs the platform puts accounts of several trusts out of use, and must know what that does. */
const askers: readonly Role[] = [...admins, 'platform-admin'];

interface Place {
  readonly trust: string;
  readonly person: string;
  readonly absence: string;
}

@Controller('trusts/:trust/staff/:person')
export class ColleagueController {
  constructor(@Inject(alertingCommandsToken) private readonly commands: AlertingCommands) {}

  /** Who would act, before anything is recorded; and the sentence with which it would be refused. */
  @Get('who-would-act')
  async whoWouldAct(
    @Caller() caller: Person,
    @Param() place: Place,
    @Query() query: unknown,
  ): Promise<WhoWouldAct & { readonly refused?: { readonly code: string; readonly sentence: string } }> {
    const trust = ownTrust(caller, place.trust);
    allow(caller, ...askers);
    const going = goingOf(place.person, readBody(asked, query));
    const desk = await this.commands.desk(trust);
    const tasks = await this.commands.tasksConcerning(trust, place.person);
    const code = againstGoing(going, desk.roster);
    return {
      ...whoWouldAct(going, tasks, { roster: desk.roster, today: todayAt(desk) }),
      ...(code === undefined ? {} : { refused: { code, sentence: colleagueRefusals[code][1] } }),
    };
  }

  @Post('absences')
  async away(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#admitted(caller, place.trust);
    const read = readBody(awayBody, body);
    const desk = await this.commands.desk(trust);
    const command = {
      type: 'SayAway',
      person: place.person,
      absence: derivedId(read.commandId, 'absence'),
      today: todayAt(desk),
      roster: desk.roster,
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
    const { roster } = await this.commands.desk(trust);
    const command = { type: 'SayLeft', person: place.person, roster, ...present({ cover: read.cover }) } as const;
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
