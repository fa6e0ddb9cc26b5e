import { diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { Tracing } from '../tracing.js';
import { ChosenIds } from './chosen-ids.js';
import { OpenTelemetryTracing } from './open-telemetry-tracing.js';

export interface TracingSettings {
  /** What this process is called where traces are looked at. */
  readonly process: string;
  /** A receiver of OTLP over HTTP, such as `http://collector:4318`; `/v1/traces` is added. */
  readonly endpoint: string;
  /** Told when spans could not be sent; what is traced goes on. */
  readonly onProblem: (text: string) => void;
}

export interface StartedTracing {
  /** For one service of this process. */
  of(service: string): Tracing;
  /** Sends what has not been sent. Never rejects: nobody waits for a receiver that is away. */
  stop(): Promise<void>;
}

const silent = (): void => undefined;

/**
 * Starts the OpenTelemetry SDK in this process, once. It sends spans that are made by hand and nothing else: no instrumentation, no
 * metrics, no logs, and nothing of the machine or the command line. `OTEL_TRACES_SAMPLER` and `OTEL_BSP_…` hold as they always do.
 */
export const startTracing = ({ process, endpoint, onProblem }: TracingSettings): StartedTracing => {
  diag.setLogger({ error: onProblem, warn: onProblem, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);
  const ids = new ChosenIds();
  const sdk = new NodeSDK({
    serviceName: process,
    autoDetectResources: false,
    traceExporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }),
    idGenerator: ids,
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
  });
  sdk.start();
  return {
    of: (service) => new OpenTelemetryTracing({ tracer: trace.getTracer(service), ids, service }),
    stop: () =>
      sdk.shutdown().catch((error: unknown) => {
        onProblem(error instanceof Error ? error.message : String(error));
      }),
  };
};
