import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FeedActivity } from '@rms/intake';
import { millisOf, parseInstant } from '@rms/nhs';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { counted, instant } from '../../words.js';
import type { Pages } from '../pages.js';

interface FeedState {
  readonly feed: string;
  readonly name: string;
  readonly sends: string;
  readonly activity?: FeedActivity;
}
export interface FeedRow {
  readonly name: string;
  readonly sends: string;
  readonly state: string;
  readonly colour: string;
  readonly last: string;
  readonly ago: string;
  readonly accepted: number;
  readonly refused: number;
  readonly used: number;
  readonly waiting: number;
  readonly pending: number;
  readonly ignored: number;
}

const agoWords = (last: string, now: string): string => {
  const [from, to] = [parseInstant(last), parseInstant(now)];
  if (from === undefined || to === undefined) return '';
  const minutes = Math.floor((millisOf(to) - millisOf(from)) / 60_000);
  if (minutes < 1) return 'less than a minute ago';
  return minutes < 120 ? `${counted(minutes, 'minute')} ago` : `${counted(Math.floor(minutes / 60), 'hour')} ago`;
};

const stateOf = (activity: FeedActivity | undefined, waiting: number): Pick<FeedRow, 'state' | 'colour'> => {
  if (activity === undefined || activity.lastAt === '') return { state: 'Nothing yet', colour: 'grey' };
  return waiting > 0 ? { state: 'Needs a person', colour: 'orange' } : { state: 'Working', colour: 'green' };
};

/** One row a feed, those that need a person first. */
export const feedRows = (feeds: readonly FeedState[], now: string): readonly FeedRow[] =>
  feeds
    .map((feed): FeedRow => {
      const outcomes = feed.activity?.outcomes ?? {};
      const waiting = outcomes.quarantined ?? 0;
      return {
        name: feed.name,
        sends: feed.sends,
        ...stateOf(feed.activity, waiting),
        last: feed.activity === undefined || feed.activity.lastAt === '' ? 'Never' : instant(feed.activity.lastAt, 'second'),
        ago: feed.activity === undefined ? '' : agoWords(feed.activity.lastAt, now),
        accepted: feed.activity?.accepted ?? 0,
        refused: feed.activity?.refused ?? 0,
        used: outcomes.applied ?? 0,
        ignored: (outcomes.ignored ?? 0) + (outcomes.duplicate ?? 0) + (outcomes.superseded ?? 0),
        waiting,
        pending: outcomes.pending ?? 0,
      };
    })
    .sort((a, b) => b.waiting - a.waiting || (a.name < b.name ? -1 : 1));

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
