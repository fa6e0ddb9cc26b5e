import { pino, type DestinationStream } from 'pino';
import { activeTraceId } from './active-trace.js';

/** What may stand in a log line besides its text: ids, codes, counts, never a name, a number of a person, or a value. */
export type LogFields = Readonly<
  Partial<
    Record<
      | 'stream'
      | 'receipt'
      | 'feed'
      | 'rule'
      | 'kind'
      | 'route'
      | 'status'
      | 'milliseconds'
      | 'position'
      | 'group'
      | 'port'
      | 'count'
      | 'correlationId'
      | 'error'
      | 'trust'
      | 'through',
      string | number
    >
  >
>;

export interface Logger {
  info(text: string, fields?: LogFields): void;
  warn(text: string, fields?: LogFields): void;
  error(text: string, fields?: LogFields): void;
}

const traceOfTheLine = (): object => {
  const traceId = activeTraceId();
  return traceId === undefined ? {} : { traceId };
};

/**
 * Structured log of one service, JSON lines. The field names are a closed list, so personal data has nowhere to go; an error is
 * logged by its class and, for errors of ours, its text, which by rule carries none. A line that is written within a trace names it.
 */
export const createLogger = (service: string, options: { readonly level: string; readonly destination?: DestinationStream }): Logger => {
  const log = pino(
    { base: { service }, level: options.level, timestamp: pino.stdTimeFunctions.isoTime, mixin: traceOfTheLine },
    options.destination ?? pino.destination({ dest: 2, sync: false }),
  );
  return {
    info: (text, fields) => {
      log.info(fields ?? {}, text);
    },
    warn: (text, fields) => {
      log.warn(fields ?? {}, text);
    },
    error: (text, fields) => {
      log.error(fields ?? {}, text);
    },
  };
};
