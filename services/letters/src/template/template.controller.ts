import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { letterTemplateNames, letterTemplateSchema } from '@rms/contracts';
import type { Person, Role } from '@rms/identity';
import { waysToReach, type TextForm } from '@rms/nhs';
import { actorOf, allow, answer, Caller, givenBy, notFound, ownTrust, readBody, Refused, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import type { Trial } from '../what-a-letter-says/try-out.js';
import { templateCommandsToken, type TemplateCommands } from './template.commands.js';
import { templateRefusals } from './template.refusals.js';

const commandId = z.guid();
const layDownBody = z.strictObject({ commandId, content: letterTemplateSchema });
const trialBody = z.strictObject({ content: letterTemplateSchema });
const versionAsked = z.object({ name: z.enum(letterTemplateNames), version: z.coerce.number().int().min(1) });
const approveBody = z.strictObject({ commandId, name: z.enum(letterTemplateNames), version: z.number().int().min(1) });
const text = z.string().min(1).max(200);
const inTheForm = ({ pattern, says }: TextForm): z.ZodString => text.regex(pattern, says);
const detailsBody = z.strictObject({
  commandId,
  seen: z.number().int().min(0).optional(),
  trustName: text,
  department: text,
  lines: z.array(text).min(1).max(6),
  postcode: inTheForm(waysToReach.postcode),
  phone: inTheForm(waysToReach.phone),
  hours: text,
  email: inTheForm(waysToReach.email),
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
    const problems = this.commands.problemsIn(read.content);
    if (problems.length > 0)
      throw new Refused(422, 'cannot-be-filled-in', 'The template cannot be used as it is.').because(
        problems.map(({ place, rule, problem }) => ({ field: place, rule, sentence: `${place}: ${problem}` })),
      );
    const context = givenBy(actorOf(person, ...writers), { commandId: read.commandId, trust });
    return answer(await this.commands.layDown(read.content, { ...context, person: person.subject }), templateRefusals);
  }

  /** Tried as it is when it is laid down; nothing is recorded. */
  @Post('letter-templates/trial')
  @HttpCode(200)
  tryOut(@Caller() person: Person, @Param('trust') asked: string, @Body() body: unknown): Trial {
    ownTrust(person, asked);
    allow(person, ...writers);
    return this.commands.tryOut(readBody(trialBody, body).content);
  }

  @Get('letter-templates/:name/versions/:version/page')
  @Header('cache-control', 'no-store')
  async page(@Caller() person: Person, @Param() place: { readonly trust: string }): Promise<StreamableFile> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...writers);
    const asked = versionAsked.safeParse(place);
    const page = asked.success ? await this.commands.page({ trust, ...asked.data }) : undefined;
    if (page === undefined) throw notFound();
    return new StreamableFile(page, { type: 'application/pdf' });
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
