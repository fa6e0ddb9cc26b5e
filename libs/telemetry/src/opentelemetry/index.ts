export { startTracing } from './start-tracing.js';
export type { StartedTracing, TracingSettings } from './start-tracing.js';
