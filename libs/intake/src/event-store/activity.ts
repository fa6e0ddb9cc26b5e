import { regionWide } from '@rms/nhs';
import type { DocumentStore } from '@rms/read-models';
import type { FeedActivity } from '../intake-log.js';
import type { FeedDocument, HourDocument, MessageDocument, RefusalDocument } from './index-documents.js';

type Counted = Pick<HourDocument, 'feed' | 'accepted' | 'outcomes'>;
type Outcomes = FeedActivity['outcomes'];

const added = (one: Outcomes, other: Outcomes): Outcomes => {
  const sum: Record<string, number> = { ...one };
  for (const [outcome, count] of Object.entries(other)) sum[outcome] = (sum[outcome] ?? 0) + count;
  return sum;
};
const activityOf = ({ feed, lastAt }: FeedDocument, counted: readonly Counted[], refused: number): FeedActivity => ({
  feed,
  lastAt,
  accepted: counted.reduce((sum, { accepted }) => sum + accepted, 0),
  refused,
  outcomes: counted.reduce<Outcomes>((sum, { outcomes }) => added(sum, outcomes), {}),
});

/** Whole hours as they were counted, and of the hour in which it begins each message by itself. */
export const activityIn = async (documents: DocumentStore, since: string): Promise<readonly FeedActivity[]> => {
  const hour = since.slice(0, 13);
  const isWithinAnHour = since.length > hour.length;
  const [feeds, hours, begun, refusals] = await Promise.all([
    documents.collection<FeedDocument>('feeds').find(regionWide, {}),
    documents.collection<HourDocument>('hours').find(regionWide, { hour: { $gt: hour } }),
    isWithinAnHour
      ? documents.collection<MessageDocument>('messages').find(regionWide, { receivedAt: { $gte: since, $lt: `${hour}~` } })
      : [],
    documents.collection<RefusalDocument>('refusals').find(regionWide, { at: { $gte: since } }),
  ]);
  const counted: readonly Counted[] = [
    ...hours,
    ...begun.map(({ feed, outcome }) => ({ feed, accepted: 1, outcomes: { [outcome ?? 'pending']: 1 } })),
  ];
  return feeds.map((feed) =>
    activityOf(
      feed,
      counted.filter((one) => one.feed === feed.feed),
      refusals.filter((one) => one.feed === feed.feed).length,
    ),
  );
};
