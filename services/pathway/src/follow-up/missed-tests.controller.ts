import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Person, Role } from '@rms/identity';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { present } from '@rms/nhs';
import { z } from 'zod';
import { pathwayCommandsToken, type PathwayCommands } from './follow-up.commands.js';
import { followUpRefusals } from './follow-up.refusals.js';

const commandId = z.guid();
const seen = z.number().int().min(1);
const text = z.string().max(2000);
const date = z.iso.date();
const suspendBody = z.strictObject({ commandId, seen, reason: text, reviewOn: date });
const resumeBody = z.strictObject({ commandId, seen, reason: text });
const callBody = z.strictObject({
  commandId,
  seen,
  outcome: z.enum(['booked', 'declined', 'not-reached', 'wrong-number']),
  on: date.optional(),
  note: text,
});

const clinicians: readonly Role[] = ['clinical-nurse-specialist', 'consultant'];
const callers: readonly Role[] = [...clinicians, 'support-worker', 'pathway-coordinator'];

interface Place {
  readonly trust: string;
  readonly followUp: string;
  readonly test: string;
}

/** Suspending, taking up again, and calls about tests that were missed. */
@Controller('trusts/:trust/follow-ups/:followUp')
export class MissedTestsController {
  constructor(@Inject(pathwayCommandsToken) private readonly commands: PathwayCommands) {}

  @Post('suspension')
  @HttpCode(200)
  async suspend(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...clinicians);
    const read = readBody(suspendBody, body);
    const command = {
      type: 'SuspendFollowUp',
      followUp: place.followUp,
      reason: read.reason,
      reviewOn: read.reviewOn,
      by: person.subject,
      calendar: await this.commands.calendar(trust),
    } as const;
    return answer(await this.commands.give(command, givenBy(actorOf(person, ...clinicians), { ...read, trust })), followUpRefusals);
  }

  @Post('suspension/end')
  @HttpCode(200)
  async resume(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...clinicians);
    const read = readBody(resumeBody, body);
    const command = {
      type: 'ResumeFollowUp',
      followUp: place.followUp,
      reason: read.reason,
      calendar: await this.commands.calendar(trust),
    } as const;
    return answer(await this.commands.give(command, givenBy(actorOf(person, ...clinicians), { ...read, trust })), followUpRefusals);
  }

  @Post('missed-tests/:test/call')
  @HttpCode(200)
  async call(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...callers);
    const { outcome, on, note, ...read } = readBody(callBody, body);
    const command = {
      type: 'RecordMissedTestCall',
      followUp: place.followUp,
      test: place.test,
      call: { outcome, ...present({ on }) },
      note,
      calendar: await this.commands.calendar(trust),
    } as const;
    return answer(await this.commands.give(command, givenBy(actorOf(person, ...callers), { ...read, trust })), followUpRefusals);
  }
}
