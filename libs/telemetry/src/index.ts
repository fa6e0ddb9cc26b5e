export { createLogger } from './logger.js';
export type { Logger, LogFields } from './logger.js';
export { traceHeaders } from './active-trace.js';
export { spanIdOf, traceIdOf } from './tracing.js';
export type { Because, SpanAttributes, Step, TraceHeaders, Tracing } from './tracing.js';
export { createMetrics } from './metrics.js';
export type { Gauge, GaugeLabel, GaugeValue, Metrics } from './metrics.js';
