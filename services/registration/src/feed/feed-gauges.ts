import type { Feed, FeedActivity } from '@rms/intake';
import { instantFromMillis, millisOf, parseInstant } from '@rms/nhs';
import { secondsBetween } from '@rms/service-kit';
import type { Gauge } from '@rms/telemetry';

const dayMs = 24 * 3600 * 1000;
/** The instant a day before another. */
export const dayBefore = (instant: string): string => {
  const at = parseInstant(instant);
  return at === undefined ? '' : instantFromMillis(millisOf(at) - dayMs);
};

/** What was looked at: who may send, and what came since when. `now` is the clinical clock. */
export interface FeedsAtWork {
  readonly feeds: readonly Pick<Feed, 'feed'>[];
  readonly activity: readonly FeedActivity[];
  readonly now: string;
}

/** What whoever watches over the door should see: which sender is silent, and whether what came has been read. */
export const feedGauges = ({ feeds, activity, now }: FeedsAtWork): readonly Gauge[] => {
  const heard = activity.filter(({ lastAt }) => lastAt !== '');
  const hasSent = new Set(heard.map(({ feed }) => feed));
  return [
    {
      name: 'rms_feed_silence_seconds',
      help: 'For how long nothing has been accepted from a feed. A feed from which nothing ever came is in rms_feeds_never_heard.',
      values: heard.map(({ feed, lastAt }) => ({ labels: { feed }, value: secondsBetween(lastAt, now) })),
    },
    {
      name: 'rms_feeds_never_heard',
      help: 'Feeds with which it is agreed what they send, and from which nothing has ever been accepted.',
      values: [{ value: feeds.filter(({ feed }) => !hasSent.has(feed)).length }],
    },
    {
      name: 'rms_intake_unread',
      help: 'Messages of a feed accepted in the last 24 hours that have no outcome yet.',
      values: activity.map(({ feed, outcomes }) => ({ labels: { feed }, value: outcomes.pending ?? 0 })),
    },
    {
      name: 'rms_intake_quarantined',
      help: 'Messages of a feed accepted in the last 24 hours that wait for a person.',
      values: activity.map(({ feed, outcomes }) => ({ labels: { feed }, value: outcomes.quarantined ?? 0 })),
    },
  ];
};
