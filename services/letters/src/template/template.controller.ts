import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Person, Role } from '@rms/identity';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, Refused, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import { templateCommandsToken, type TemplateCommands } from './template.commands.js';
import { templateContent, templateNames } from './template.js';
import { templateRefusals } from './template.refusals.js';

const commandId = z.guid();
const layDownBody = z.strictObject({ commandId, content: templateContent });
const approveBody = z.strictObject({ commandId, name: z.enum(templateNames), version: z.number().int().min(1) });
const text = z.string().min(1).max(200);
// A letter tells its reader whom to ring and where to write: a number or an address that cannot be one would leave him alone.
const detailsBody = z.strictObject({
  commandId,
  seen: z.number().int().min(0).optional(),
  trustName: text,
  department: text,
  lines: z.array(text).min(1).max(6),
  postcode: text.regex(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, 'Enter a postcode, such as ZZ1 1AA'),
  phone: text.regex(/^\+?[ ()-]*\d(?:[ ()-]*\d){9,14}$/, 'Enter a telephone number with 10 to 15 digits, such as 01632 960123'),
  hours: text,
  email: text.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'Enter an e-mail address, such as follow-up@northmoor.example'),
  signedBy: text,
  signedAs: text,
});

const writers: readonly Role[] = ['consultant', 'clinical-nurse-specialist', 'letters-clerk', 'trust-admin'];
const approvers: readonly Role[] = ['consultant', 'clinical-nurse-specialist', 'letters-clerk'];

/** The words of a trust’s letters, and the paper they are on. */
@Controller('trusts/:trust')
export class TemplateController {
  constructor(@Inject(templateCommandsToken) private readonly commands: TemplateCommands) {}

  @Post('letter-templates')
  @HttpCode(200)
  async layDown(@Caller() person: Person, @Param('trust') asked: string, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, asked);
    allow(person, ...writers);
    const read = readBody(layDownBody, body);
    const problems = this.commands.problemsOf(read.content);
    if (problems.length > 0)
      throw new Refused(422, 'cannot-be-filled-in', 'The template cannot be filled in.').because(
        problems.map((problem) => ({ field: problem.split(':')[0] ?? '', rule: 'cannot-be-filled-in', sentence: problem })),
      );
    const context = givenBy(actorOf(person, ...writers), { commandId: read.commandId, trust });
    return answer(await this.commands.layDown(read.content, context), templateRefusals);
  }

  @Post('letter-templates/approval')
  @HttpCode(200)
  async approve(@Caller() person: Person, @Param('trust') asked: string, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, asked);
    allow(person, ...approvers);
    const { commandId: id, name, version } = readBody(approveBody, body);
    const context = givenBy(actorOf(person, ...approvers), { commandId: id, trust });
    return answer(await this.commands.approve(name, version, { ...context, person: person.subject }), templateRefusals);
  }

  @Post('letter-details')
  @HttpCode(200)
  async giveDetails(@Caller() person: Person, @Param('trust') asked: string, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, asked);
    allow(person, 'trust-admin');
    const { commandId: id, seen, ...details } = readBody(detailsBody, body);
    return answer(await this.commands.giveDetails(details, givenBy(actorOf(person, 'trust-admin'), { commandId: id, trust, seen })), {});
  }
}
