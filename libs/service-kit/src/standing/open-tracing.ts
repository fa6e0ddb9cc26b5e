import type { Logger } from '@rms/telemetry';
import type { StartedTracing } from '@rms/telemetry/opentelemetry';
import type { Footing } from './footing.js';

export type { StartedTracing } from '@rms/telemetry/opentelemetry';

/** Tracing of this process where a receiver is named; the SDK is not even loaded where none is. */
export const openTracing = async (
  { process, endpoint }: { readonly process: string; readonly endpoint: string | undefined },
  { logger, onClose }: { readonly logger: Logger } & Pick<Footing, 'onClose'>,
): Promise<StartedTracing | undefined> => {
  if (endpoint === undefined) return undefined;
  const { startTracing } = await import('@rms/telemetry/opentelemetry');
  const started = startTracing({
    process,
    endpoint,
    onProblem: (text) => {
      logger.warn('spans could not be sent', { error: text });
    },
  });
  onClose(() => started.stop());
  return started;
};
