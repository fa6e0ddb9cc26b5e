import type { Consumer } from '@rms/read-models';

/** Knows what has been taken into the views, so that a page after a command can wait for it. */
export interface Arrivals {
  /** Has this stream been taken in up to that published fact? Waits for it, at most so long. */
  has(stream: string, published: number, withinMs: number): Promise<boolean>;
  /** When the newest fact that was taken in had been recorded. */
  lastTime(): string;
}

const remembered = 5000;

export const arrivals = (consumer: Consumer): Arrivals => {
  const reached = new Map<string, number>();
  const waiting = new Set<{ readonly stream: string; readonly published: number; readonly resolve: () => void }>();
  let last = '';
  consumer.onTaken((message) => {
    last = message.time;
    reached.delete(message.subject);
    reached.set(message.subject, message.published);
    if (reached.size > remembered) {
      const [oldest] = reached.keys();
      if (oldest !== undefined) reached.delete(oldest);
    }
    for (const one of waiting)
      if (one.stream === message.subject && one.published <= message.published) {
        waiting.delete(one);
        one.resolve();
      }
  });
  return {
    lastTime: () => last,
    has: (stream, published, withinMs) => {
      if ((reached.get(stream) ?? 0) >= published) return Promise.resolve(true);
      return new Promise((resolve) => {
        const one = {
          stream,
          published,
          resolve: () => {
            clearTimeout(timer);
            resolve(true);
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(one);
          resolve(false);
        }, withinMs);
        waiting.add(one);
      });
    },
  };
};
