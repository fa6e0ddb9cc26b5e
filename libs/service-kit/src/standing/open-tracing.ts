import type { Logger, Tracing } from '@rms/telemetry';
import type { Footing } from './footing.js';

/** Tracing for one service in this process where a receiver is named; the SDK is not even loaded where none is. */
export const openTracing = async (
  { service, traces }: { readonly service: string; readonly traces: string | undefined },
  { logger, onClose }: { readonly logger: Logger } & Pick<Footing, 'onClose'>,
): Promise<Tracing | undefined> => {
  if (traces === undefined) return undefined;
  const { startTracing } = await import('@rms/telemetry/opentelemetry');
  const started = startTracing({
    process: service,
    endpoint: traces,
    onProblem: (text) => {
      logger.warn('spans could not be sent', { error: text });
    },
  });
  onClose(() => started.stop());
  return started.of(service);
};
