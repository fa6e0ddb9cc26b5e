import { context, propagation, trace } from '@opentelemetry/api';

/** The trace within which this is done, 32 hexadecimal digits; `undefined` outside any, and wherever nothing is traced. */
export const activeTraceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

/** W3C headers by which whoever is asked over HTTP goes on with the trace; none where nothing is traced. */
export const traceHeaders = (): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
};
