import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { instant } from '../../words.js';
import { alarmsFor } from '../alarms/alarms.js';
import type { Pages } from '../pages.js';
import { feedRows, type FeedRow, type FeedState } from './feed-rows.js';

/** Who sends us messages, when last, and what became of today's. */
@Controller('feeds')
@ForRoles(
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'trust-admin',
  'platform-admin',
  'auditor',
  'clinical-safety-officer',
)
export class FeedsPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async show(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const answer = await this.owners.ask<{ readonly feeds: readonly FeedState[] }>('registration', `/trusts/${who.trust}/feeds`, who.token);
    const rows = feedRows(answer?.feeds ?? [], this.pages.now());
    const sum = (of: (row: FeedRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
    await this.pages.send(response, {
      template: 'feeds/feeds.njk',
      title: 'Feeds',
      section: 'Feeds',
      model: {
        rows,
        alarms: await alarmsFor(this.pages, who),
        away: answer === undefined,
        total: sum((row) => row.accepted + row.refused),
        accepted: sum((row) => row.accepted),
        refused: sum((row) => row.refused),
        used: sum((row) => row.used),
        ignored: sum((row) => row.ignored),
        waiting: sum((row) => row.waiting),
        pending: sum((row) => row.pending),
        asOf: instant(this.pages.now(), 'second'),
      },
    });
  }
}
