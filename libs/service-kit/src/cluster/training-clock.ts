import { setTimeout as pause } from 'node:timers/promises';
import type { PublishedHistory } from '@rms/messaging';
import type { Logger } from '@rms/telemetry';
import type { ServiceDefinition } from '../definition.js';
import type { FollowedClock } from '../timers/followed-clock.js';
import { trainingClockStream } from '../timers/training-time.js';

const pauseMs = 500;

/**
 * Has a clock follow every move that was published, and those that are heard from now on. Nothing may be dated before that: it waits
 * for as long as nobody can say where the clock stands.
 */
export const followTrainingClock = async (
  clock: FollowedClock,
  { history, definition, logger }: { readonly history: PublishedHistory; readonly definition: ServiceDefinition; readonly logger: Logger },
): Promise<void> => {
  definition.consumer.onTaken((message) => {
    clock.heard(message);
  });
  for (let told = false; ;)
    try {
      clock.follow(await history.ofStream(trainingClockStream, 0));
      return;
    } catch (error) {
      if (!told) logger.warn('it is not known yet where the training clock stands', { error: String(error) });
      told = true;
      await pause(pauseMs);
    }
};
