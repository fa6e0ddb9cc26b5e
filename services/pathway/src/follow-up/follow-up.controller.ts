import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { decisionSchema, streamSchema } from '@rms/contracts';
import { hasRole, type Person, type Role } from '@rms/identity';
import { actorOf, allow, answer, Caller, givenBy, notFound, ownTrust, readBody, Refused, type Receipt } from '@rms/service-kit';
import { present } from '@rms/nhs';
import { z } from 'zod';
import { pathwayCommandsToken, type PathwayCommands } from './follow-up.commands.js';
import type { Reviewer } from './follow-up.facts.js';
import { followUpRefusals } from './follow-up.refusals.js';

const commandId = z.guid();
const seen = z.number().int().min(1);
const reason = z.string().max(2000);
const date = z.iso.date();
const limit = z.strictObject({
  value: z.number().positive(),
  unit: z.string().max(20),
  agreedBy: z.string().min(1).max(200),
  because: z.string().min(1).max(2000),
  untilOn: date.optional(),
});
const startBody = z.strictObject({
  commandId,
  patient: z.guid(),
  protocol: z.guid(),
  version: z.number().int().min(1),
  anchorOn: date,
  stream: streamSchema,
  team: z.guid(),
  personalLimit: limit.optional(),
  answers: z.record(z.string().max(50), z.string().max(50)).optional(),
});
const undoBody = z.strictObject({ commandId, seen, reason });
const reviewBody = z.strictObject({ commandId, seen, decision: decisionSchema, reason });
const bookBody = z.strictObject({ commandId, seen, on: date, note: reason });
const outcomeBody = z.strictObject({ commandId, seen, outcome: z.enum(['seen', 'not-needed', 'patient-declined']), note: reason });

const clinicians: readonly Role[] = ['clinical-nurse-specialist', 'consultant'];
const bookers: readonly Role[] = [...clinicians, 'support-worker', 'pathway-coordinator'];

/** A clinician who may decide: the role, and a registration number on record. Checked here and not in a page (INV-07). */
const reviewerOf = (person: Person): Reviewer | undefined =>
  hasRole(person, ...clinicians) && person.registration !== undefined
    ? { person: person.subject, role: clinicians.find((role) => person.roles.includes(role)) ?? '', registration: person.registration }
    : undefined;

interface Place {
  readonly trust: string;
  readonly followUp: string;
  readonly review: string;
  readonly recall: string;
}

@Controller('trusts/:trust/follow-ups')
export class FollowUpController {
  constructor(@Inject(pathwayCommandsToken) private readonly commands: PathwayCommands) {}

  @Post()
  async start(@Caller() person: Person, @Param('trust') trust: string, @Body() body: unknown): Promise<Receipt> {
    const own = ownTrust(person, trust);
    allow(person, ...clinicians);
    const { commandId: id, personalLimit, answers, ...order } = readBody(startBody, body);
    const context = givenBy(actorOf(person, ...clinicians), { commandId: id, trust: own });
    const outcome = await this.commands.start(
      {
        ...order,
        ...present({ answers }),
        ...(personalLimit === undefined ? {} : { personalLimit: { ...personalLimit, source: 'personal' as const } }),
      },
      context,
    );
    if (outcome === undefined) throw notFound();
    if (outcome === 'version-moved')
      throw new Refused(
        409,
        'version-moved',
        'Another version of the protocol came into force after you opened this page. Look at its schedule first.',
      );
    return answer(outcome, followUpRefusals);
  }

  @Post(':followUp/undo')
  @HttpCode(200)
  async undo(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...clinicians);
    const read = readBody(undoBody, body);
    return answer(
      await this.commands.give(
        { type: 'UndoStart', followUp: place.followUp, reason: read.reason },
        givenBy(actorOf(person, ...clinicians), { ...read, trust }),
      ),
      followUpRefusals,
    );
  }

  @Post(':followUp/reviews/:review')
  @HttpCode(200)
  async review(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    const read = readBody(reviewBody, body);
    const command = {
      type: 'ReviewResult',
      followUp: place.followUp,
      review: place.review,
      decision: read.decision,
      reason: read.reason,
      reviewer: reviewerOf(person),
      calendar: await this.commands.calendar(trust),
    } as const;
    return answer(await this.commands.give(command, givenBy(actorOf(person, ...clinicians), { ...read, trust })), followUpRefusals);
  }

  @Post(':followUp/recalls/:recall/booking')
  @HttpCode(200)
  async book(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...bookers);
    const read = readBody(bookBody, body);
    const command = {
      type: 'BookRecall',
      followUp: place.followUp,
      recall: place.recall,
      on: read.on,
      note: read.note,
      calendar: await this.commands.calendar(trust),
    } as const;
    return answer(await this.commands.give(command, givenBy(actorOf(person, ...bookers), { ...read, trust })), followUpRefusals);
  }

  @Post(':followUp/recalls/:recall/outcome')
  @HttpCode(200)
  async settle(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...clinicians);
    const read = readBody(outcomeBody, body);
    const command = {
      type: 'SettleRecall',
      followUp: place.followUp,
      recall: place.recall,
      outcome: read.outcome,
      note: read.note,
      calendar: await this.commands.calendar(trust),
    } as const;
    return answer(await this.commands.give(command, givenBy(actorOf(person, ...clinicians), { ...read, trust })), followUpRefusals);
  }
}
