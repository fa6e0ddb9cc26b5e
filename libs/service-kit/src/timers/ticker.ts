import { Woken } from '@rms/messaging';
import type { Background } from '../definition.js';
import { doubtSentence, type ClockDoubt } from './clock-doubt.js';
import type { Timers } from './timers.js';

export interface TickerParts {
  readonly timers: readonly Timers[];
  /** Resolves when the copies that say who is to be woken have taken in everything: after a long silence they come in date order. */
  readonly caughtUp: () => Promise<void>;
  readonly everyMs: number;
  readonly doubt: () => Promise<ClockDoubt | undefined>;
  readonly onDoubt: (sentence: string) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Looks now and then whether a date has come. With a clock that cannot be believed it does nothing and says so. */
export const ticker = ({ timers, caughtUp, everyMs, doubt, onDoubt, onFailure }: TickerParts): Background & { wake(): void } => {
  let doubted = '';
  const believesTheClock = async (): Promise<boolean> => {
    const why = await doubt();
    const sentence = why === undefined ? '' : doubtSentence(why);
    if (sentence !== '' && doubted === '') onDoubt(sentence);
    doubted = sentence;
    return sentence === '';
  };
  const work = new Woken(async () => {
    if (timers.length === 0 || !(await believesTheClock())) return;
    await caughtUp();
    for (const each of timers) while (!work.isStopped && (await each.wakeDue()) > 0) await caughtUp();
  }, onFailure);
  let interval: NodeJS.Timeout | undefined;
  return {
    start: () => {
      work.wake();
      interval = setInterval(() => {
        work.wake();
      }, everyMs);
      interval.unref();
    },
    wake: () => {
      work.wake();
    },
    stop: async () => {
      clearInterval(interval);
      await work.stop();
    },
    quiet: () => work.quiet(),
  };
};
