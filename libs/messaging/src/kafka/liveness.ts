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

/** Those that have stood still for too long: a handler that hangs, or a client that no longer fetches. */
export const isStalled = (all: readonly Standing[], now: number, afterMs: number): readonly Standing[] =>
  all.filter(({ since }) => now - since >= afterMs);
