import type { Hearing } from './hearing.js';
import type { Watch } from './watch.js';

/** How one consumer stands, for whoever watches over all of them. */
export interface KafkaBusMetrics {
  readonly group: string;
  /** Records of each topic that were not dealt with at the last look. */
  readonly lag: Readonly<Record<string, number>>;
  /** For how long the oldest record that is known to be unread has been waiting, at least; milliseconds, 0 where none is. */
  readonly oldestUnreadMs: number;
  /** Messages that came again after they had been dealt with. */
  readonly duplicates: number;
  /** Times that a partition could not be relied on, and its owner was asked. */
  readonly incidents: number;
  readonly unreadable: number;
}

/** The state of a subscription in numbers. */
export const metricsOf = ({ assignment, topics, options, subscriber, counts }: Hearing, watch: Watch): KafkaBusMetrics => {
  const now = options.clock.now();
  const inHand = assignment.parts.map(({ inHandSince }) => inHandSince ?? now);
  const standing = watch.standing.map(({ since }) => since);
  return {
    group: subscriber.group,
    lag: Object.fromEntries(topics.map((topic) => [topic, assignment.unreadIn(topic, watch.ends)])),
    oldestUnreadMs: Math.max(0, now - Math.min(now, ...inHand, ...standing)),
    ...counts,
  };
};
