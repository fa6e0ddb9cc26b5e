import { createLogger } from '@rms/telemetry';
import type { Sealer } from './sealer.js';

const everyMs = 10 * 60_000;

/**
 * Seals at the start, every ten minutes of the system clock, and when told to stop. What goes wrong is told and stops nothing: a
 * system that cannot seal still looks after its patients.
 */
export const sealEveryTenMinutes = (sealer: Sealer, onTrouble: (error: unknown) => void): { stop(): Promise<void> } => {
  const seal = async (): Promise<void> => {
    await sealer.seal().catch(onTrouble);
  };
  const timer = setInterval(() => void seal(), everyMs);
  timer.unref();
  const first = seal();
  return {
    stop: async () => {
      clearInterval(timer);
      await first;
      await seal();
    },
  };
};

/** Tells the log that the history was not sealed. */
export const sealTrouble = (logLevel: string): ((error: unknown) => void) => {
  const logger = createLogger('sealer', { level: logLevel });
  return (error) => {
    logger.error('history not sealed', { error: String(error) });
  };
};
