const pauseMs = 25;

/** Asks again until the answer is there. Never sleeps for a fixed time; gives up with the last reason. */
export const eventually = async <T>(ask: () => Promise<T>, withinMs = 10_000): Promise<T> => {
  const until = performance.now() + withinMs;
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
