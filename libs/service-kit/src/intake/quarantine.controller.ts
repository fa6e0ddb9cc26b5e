import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Person } from '@rms/identity';
import type { QuarantineRefusal } from '@rms/intake';
import { z } from 'zod';
import { actorOf, allow, Caller, ownTrust } from '../caller.js';
import { givenBy } from '../assembly.js';
import { readBody } from '../read-body.js';
import { answer, type Receipt, type RefusalTable } from '../refused.js';
import type { QuarantineCommands } from './intake-side.js';

export const quarantineCommandsToken = Symbol('quarantine commands');
const body = z.strictObject({
  commandId: z.guid(),
  seen: z.number().int().min(1),
  decision: z.enum(['read-again', 'set-aside']),
  reason: z.string().max(2000),
});
const refusals: RefusalTable<QuarantineRefusal> = {
  'nothing-held': [404, 'There is no such record in your trust.'],
  'already-settled': [409, 'Somebody has dealt with this message already. Yours was not recorded.'],
  'reason-needed': [422, 'Enter your reason'],
};

/** Decisions of people about messages that wait. */
@Controller('trusts/:trust/quarantine')
export class QuarantineController {
  constructor(@Inject(quarantineCommandsToken) private readonly commands: QuarantineCommands) {}

  @Post(':problem')
  @HttpCode(200)
  async settle(
    @Caller() person: Person,
    @Param() place: { readonly trust: string; readonly problem: string },
    @Body() sent: unknown,
  ): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, 'pathway-coordinator', 'clinical-nurse-specialist', 'consultant', 'trust-admin');
    const read = readBody(body, sent);
    const actor = actorOf(person, 'pathway-coordinator', 'clinical-nurse-specialist', 'consultant', 'trust-admin');
    return answer(
      await this.commands.settle(place.problem, { decision: read.decision, reason: read.reason }, givenBy(actor, { ...read, trust })),
      refusals,
    );
  }
}
