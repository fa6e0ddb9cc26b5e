/** One look at one partition: where it ends, and how far it has been dealt with. */
export interface Reading {
  readonly topic: string;
  readonly partition: number;
  readonly end: number;
  readonly dealt: number;
  readonly through: number;
}
/** A partition with something unread, and since when nothing of it has been dealt with. Milliseconds since 1970. */
export interface Standing extends Reading {
  readonly since: number;
}

/** Which partitions stand still after another look. One that has nothing unread, or has moved, begins anew. */
export const standing = (before: readonly Standing[], readings: readonly Reading[], now: number): readonly Standing[] =>
  readings
    .filter(({ end, dealt }) => end > dealt)
    .map((reading) => {
      const same = before.find(({ topic, partition }) => topic === reading.topic && partition === reading.partition);
      const hasMoved = same?.dealt !== reading.dealt || same.through !== reading.through;
      return { ...reading, since: same === undefined || hasMoved ? now : same.since };
    });

/** What else is known when it is looked at. Milliseconds since 1970. */
export interface Look {
  readonly now: number;
  /** When anything of any partition was last seen to have been dealt with. */
  readonly movedAt: number;
}
export interface Patience {
  /** How long all may stand still. */
  readonly stalledAfterMs: number;
  /** How long one may stand still while others are dealt with: where there is much to do it may not have had its turn yet. */
  readonly leftBehindAfterMs: number;
}

/** When anything was last dealt with, after another look. */
export const lastMoved = (before: readonly Reading[], readings: readonly Reading[], { now, movedAt }: Look): number => {
  const hasMoved = readings.some((reading) => {
    const same = before.find(({ topic, partition }) => topic === reading.topic && partition === reading.partition);
    return same !== undefined && (same.dealt !== reading.dealt || same.through !== reading.through);
  });
  return hasMoved ? now : movedAt;
};

/**
 * Those that have stood still for too long: a handler that hangs, or a client that no longer fetches. A consumer that is slow and
 * gets on is neither, and to begin it anew would only cost it time.
 */
export const isStalled = (
  all: readonly Standing[],
  { now, movedAt }: Look,
  { stalledAfterMs, leftBehindAfterMs }: Patience,
): readonly Standing[] =>
  all.filter(({ since }) => now - since >= leftBehindAfterMs || (now - since >= stalledAfterMs && now - movedAt >= stalledAfterMs));
