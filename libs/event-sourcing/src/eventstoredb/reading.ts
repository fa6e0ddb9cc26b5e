import type { Reading, Resolved } from './raw-client.js';

type Take = (event: Resolved['event']) => 'enough' | undefined;

/** Nothing came of a reading for so long. `type` is the word of the client packages for an answer that is late. */
class NothingCame extends Error {
  readonly type = 'deadline-exceeded';

  constructor(withinMs: number) {
    super(`nothing came for ${String(withinMs)} ms`);
  }
}

/**
 * Takes what a reading brings, until it ends or `take` says that it is enough.
 *
 * The client packages give a reading no time of its own: a server that is connected and answers nothing would be waited for without
 * end. Here it fails with `NothingCame` when nothing came for `withinMs`, however long the whole of it takes. A reading that is left
 * before its end is cancelled, or its call stays open.
 */
export const takeAll = async (reading: Reading, withinMs: number, take: Take): Promise<void> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    // What could not even be begun cannot be cancelled either, and is not waited for.
    reading.cancel?.().catch(() => undefined);
    reject(new NothingCame(withinMs));
  }, withinMs);
  const all = async (): Promise<void> => {
    for await (const { event } of reading) {
      timer.refresh();
      if (take(event) !== 'enough') continue;
      await reading.cancel?.();
      return;
    }
  };
  try {
    await Promise.race([all(), late]);
  } finally {
    clearTimeout(timer);
  }
};
