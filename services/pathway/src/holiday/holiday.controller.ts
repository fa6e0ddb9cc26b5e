import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Outcome } from '@rms/event-sourcing';
import type { Person } from '@rms/identity';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import type { HolidayCommand, HolidayEvent, HolidayRefusal } from './holiday.decider.js';
import { holidayRefusals } from './holiday.refusals.js';

export const holidayCommandsToken = Symbol('holiday commands');
/** Commands about the days on which a trust does not work. */
export interface HolidayCommands {
  give(command: HolidayCommand, context: ReturnType<typeof givenBy>): Promise<Outcome<HolidayEvent, HolidayRefusal>>;
  today(): string;
}

const commandId = z.guid();
/** 0 where nothing has been declared yet. */
const seen = z.number().int().min(0);
const reason = z.string().max(2000);
const day = z.iso.date();
const declareBody = z.strictObject({ commandId, seen, from: day, to: day, name: z.string().max(100), reason });
const withdrawBody = z.strictObject({ commandId, seen, on: day, reason });

/** The days on which the clinics of a trust are closed besides the bank holidays. */
@Controller('trusts/:trust/holidays')
export class HolidayController {
  constructor(@Inject(holidayCommandsToken) private readonly commands: HolidayCommands) {}

  @Post()
  @HttpCode(200)
  async declare(@Caller() person: Person, @Param('trust') trust: string, @Body() body: unknown): Promise<Receipt> {
    const own = ownTrust(person, trust);
    allow(person, 'trust-admin');
    const { from, to, name, reason: because, ...sent } = readBody(declareBody, body);
    const command = { type: 'DeclareHolidays', from, to, name, reason: because, today: this.commands.today() } as const;
    return answer(await this.commands.give(command, givenBy(actorOf(person, 'trust-admin'), { ...sent, trust: own })), holidayRefusals);
  }

  @Post('withdrawals')
  @HttpCode(200)
  async withdraw(@Caller() person: Person, @Param('trust') trust: string, @Body() body: unknown): Promise<Receipt> {
    const own = ownTrust(person, trust);
    allow(person, 'trust-admin');
    const { on, reason: because, ...sent } = readBody(withdrawBody, body);
    const command = { type: 'WithdrawHoliday', on, reason: because, today: this.commands.today() } as const;
    return answer(await this.commands.give(command, givenBy(actorOf(person, 'trust-admin'), { ...sent, trust: own })), holidayRefusals);
  }
}
