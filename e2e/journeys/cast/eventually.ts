import { enginesFrom } from './config.js';

const pauseMs = 25;
/** How much longer everything may take where six processes and their engines share what one has to itself. */
export const patience = enginesFrom() === undefined ? 1 : 4;

/** Asks again until the answer is there. Never sleeps for a fixed time; gives up with the last reason. */
export const eventually = async <T>(ask: () => Promise<T>, withinMs = 10_000): Promise<T> => {
  const until = performance.now() + withinMs * patience;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, pauseMs);
      });
    }
  }
};
