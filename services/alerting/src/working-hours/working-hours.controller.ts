import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { roles, type Person } from '@rms/identity';
import { present } from '@rms/nhs';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import { alertingCommandsToken, type AlertingCommands } from '../alerting.commands.js';
import { workingHoursRefusals } from '../alerting.refusals.js';
import { weekdays } from './working-hours.aggregate.js';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time such as 09:00');
const hoursBody = z.strictObject({
  commandId: z.guid(),
  opens: timeOfDay,
  closes: timeOfDay,
  days: z.array(z.enum(weekdays)).max(7),
  closedOn: z.array(z.iso.date()).max(100),
  onCall: z.enum(roles).optional(),
  seen: z.number().int().min(0).optional(),
});

@Controller('trusts/:trust/working-hours')
export class WorkingHoursController {
  constructor(@Inject(alertingCommandsToken) private readonly commands: AlertingCommands) {}

  @Post()
  @HttpCode(200)
  async agree(@Caller() person: Person, @Param('trust') of: string, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, of);
    allow(person, 'trust-admin');
    const { commandId, seen, onCall, ...hours } = readBody(hoursBody, body);
    const context = givenBy(actorOf(person, 'trust-admin'), { commandId, trust, seen });
    return answer(await this.commands.agreeHours({ ...hours, ...present({ onCall }) }, context), workingHoursRefusals);
  }
}
