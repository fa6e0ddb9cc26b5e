import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { derivedId } from '@rms/event-sourcing';
import type { Person, Role } from '@rms/identity';
import { present } from '@rms/nhs';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import { alertingCommandsToken, type AlertingCommands } from '../alerting.commands.js';
import { teamRefusals } from '../alerting.refusals.js';
import { kindsOfWork, type TeamCommand } from './team.facts.js';

const commandId = z.guid();
const seen = z.number().int().min(1);
const person = z.string().min(1).max(100);
const receives = z.array(z.enum(kindsOfWork)).max(kindsOfWork.length);
const formBody = z.strictObject({
  commandId,
  name: z.string().max(200),
  members: z.array(person).max(200),
  lead: person.optional(),
  receives,
});
const personBody = z.strictObject({ commandId, seen, person });
const workBody = z.strictObject({ commandId, seen, receives });

const admins: readonly Role[] = ['trust-admin'];

interface Place {
  readonly trust: string;
  readonly team: string;
}
interface Order {
  readonly commandId: string;
  readonly seen?: number;
}

@Controller('trusts/:trust/teams')
export class TeamController {
  constructor(@Inject(alertingCommandsToken) private readonly commands: AlertingCommands) {}

  @Post()
  async form(@Caller() caller: Person, @Param('trust') trust: string, @Body() body: unknown): Promise<Receipt> {
    const own = this.#admitted(caller, trust);
    const { commandId: id, name, members, lead, receives: work } = readBody(formBody, body);
    const command = { type: 'FormTeam', name, members, receives: work, ...present({ lead }) } as const;
    return this.#give({ trust: own, team: derivedId(id, 'team') }, command, { caller, order: { commandId: id } });
  }

  @Post(':team/members')
  @HttpCode(200)
  async join(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    return this.#about('JoinTeam', { caller, place, body });
  }

  @Post(':team/withdrawals')
  @HttpCode(200)
  async withdraw(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    return this.#about('WithdrawFromTeam', { caller, place, body });
  }

  @Post(':team/lead')
  @HttpCode(200)
  async lead(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    return this.#about('NameLead', { caller, place, body });
  }

  @Post(':team/work')
  @HttpCode(200)
  async work(@Caller() caller: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#admitted(caller, place.trust);
    const { receives: work, ...order } = readBody(workBody, body);
    return this.#give({ ...place, trust }, { type: 'AgreeWork', receives: work }, { caller, order });
  }

  #admitted(caller: Person, of: string): string {
    const trust = ownTrust(caller, of);
    allow(caller, ...admins);
    return trust;
  }

  #about(
    type: 'JoinTeam' | 'WithdrawFromTeam' | 'NameLead',
    { caller, place, body }: { readonly caller: Person; readonly place: Place; readonly body: unknown },
  ): Promise<Receipt> {
    const trust = this.#admitted(caller, place.trust);
    const { person: named, ...order } = readBody(personBody, body);
    return this.#give({ ...place, trust }, { type, person: named }, { caller, order });
  }

  async #give({ trust, team }: Place, command: TeamCommand, by: { readonly caller: Person; readonly order: Order }): Promise<Receipt> {
    return answer(await this.commands.onTeam(team, command, givenBy(actorOf(by.caller, ...admins), { ...by.order, trust })), teamRefusals);
  }
}
