import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Person, Role } from '@rms/identity';
import { actorOf, allow, answer, Caller, givenBy, notFound, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import type { FeedCommands, FeedState } from './feed.commands.js';

export const feedCommandsToken = Symbol('feed commands');
const watchers: readonly Role[] = [
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'trust-admin',
  'platform-admin',
  'auditor',
  'clinical-safety-officer',
];
const codeBody = z.strictObject({
  commandId: z.guid(),
  code: z.string().min(1).max(100),
  analyte: z.string().max(50).optional(),
  reads: z.enum(['quantity', 'coded']).optional(),
});

/** What came through the door lately, and what a laboratory's codes mean. */
@Controller('trusts/:trust/feeds')
export class FeedController {
  constructor(@Inject(feedCommandsToken) private readonly commands: FeedCommands) {}

  @Get()
  async activity(@Caller() person: Person, @Param('trust') trust: string): Promise<{ readonly feeds: readonly FeedState[] }> {
    const own = ownTrust(person, trust);
    allow(person, ...watchers);
    return { feeds: await this.commands.activity(own) };
  }

  @Post(':feed/codes')
  @HttpCode(200)
  async code(
    @Caller() person: Person,
    @Param() place: { readonly trust: string; readonly feed: string },
    @Body() sent: unknown,
  ): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, 'consultant', 'trust-admin');
    const { commandId, code, analyte, reads } = readBody(codeBody, sent);
    const outcome = await this.commands.agreeCode(
      trust,
      { feed: place.feed, code, analyte, reads },
      givenBy(actorOf(person, 'consultant', 'trust-admin'), { commandId, trust }),
    );
    if (outcome === undefined) throw notFound();
    return answer(outcome, {});
  }
}
