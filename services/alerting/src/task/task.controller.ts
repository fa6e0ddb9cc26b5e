import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Person, Role } from '@rms/identity';
import { present } from '@rms/nhs';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import { alertingCommandsToken, type AlertingCommands } from '../alerting.commands.js';
import { taskRefusals } from '../alerting.refusals.js';

const commandId = z.guid();
const seen = z.number().int().min(1);
const takeBody = z.strictObject({ commandId, seen });
const giveBody = z.strictObject({
  commandId,
  seen,
  to: z.strictObject({ person: z.string().max(100).optional(), team: z.guid().optional() }),
  reason: z.string().max(2000),
});
/** Whoever has a worklist. */
const workers: readonly Role[] = [
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'letters-clerk',
  'trust-admin',
];

interface Place {
  readonly trust: string;
  readonly task: string;
}

@Controller('trusts/:trust/tasks/:task')
export class TaskController {
  constructor(@Inject(alertingCommandsToken) private readonly commands: AlertingCommands) {}

  @Post('taking')
  @HttpCode(200)
  async take(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...workers);
    const read = readBody(takeBody, body);
    const command = { type: 'TakeTask', person: person.subject, roles: person.roles } as const;
    return answer(await this.commands.onTask(place.task, command, givenBy(actorOf(person, ...workers), { ...read, trust })), taskRefusals);
  }

  @Post('giving')
  @HttpCode(200)
  async give(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...workers);
    const read = readBody(giveBody, body);
    const { roster } = await this.commands.desk(trust);
    const command = { type: 'GiveTask', to: present(read.to), because: read.reason, roster } as const;
    return answer(await this.commands.onTask(place.task, command, givenBy(actorOf(person, ...workers), { ...read, trust })), taskRefusals);
  }
}
