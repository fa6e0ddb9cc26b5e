import {
  context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Link,
  type Span,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { spanIdOf, traceIdOf, type Because, type SpanAttributes, type Step, type TraceHeaders, type Tracing } from '../tracing.js';
import type { ChosenIds } from './chosen-ids.js';

const requested = createContextKey('the request within which something is done');
/** Facts whose chain is remembered: a letter is handed over right after that is recorded. */
const mostRemembered = 1000;

/** A place below a span of any process. */
const below = (traceId: string, spanId: string): Context =>
  trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });

interface Place {
  readonly traceId: string | undefined;
  readonly parent: Context;
  readonly links: Link[];
}

const placeByCause = ({ correlationId, causationId }: Because): Context =>
  causationId === undefined ? ROOT_CONTEXT : below(traceIdOf(correlationId), spanIdOf(causationId));

// A chain that a person’s request begins is a trace of its own, and names the request.
const linksFrom = (around: Context): Link[] => {
  const request = around.getValue(requested) as Span | undefined;
  return request === undefined ? [] : [{ context: request.spanContext() }];
};

const placeOf = ({ because, isArrival = false }: Step, around: Context): Place => {
  if (because === undefined) return { traceId: undefined, parent: isArrival ? ROOT_CONTEXT : around, links: [] };
  const traceId = traceIdOf(because.correlationId);
  if (isArrival) return { traceId, parent: placeByCause(because), links: [] };
  const isWithin = trace.getSpanContext(around)?.traceId === traceId;
  return isWithin ? { traceId, parent: around, links: [] } : { traceId, parent: placeByCause(because), links: linksFrom(around) };
};

const named = (attributes: SpanAttributes): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [`rms.${name}`, value]),
  );

// Of an error only its class is told: its text may quote what it failed on.
const failed = (span: Span, error: unknown): void => {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'failed' });
};

export interface TracingParts {
  readonly tracer: Tracer;
  readonly ids: ChosenIds;
  /** Named on every span. */
  readonly service: string;
}

/** Tracing over OpenTelemetry. Ids of traces and spans follow from those of messages and facts. */
export class OpenTelemetryTracing implements Tracing {
  readonly #parts: TracingParts;
  readonly #recorded = new Map<string, Because>();

  constructor(parts: TracingParts) {
    this.#parts = parts;
  }

  during<T>(step: Step & { readonly told?: (result: T) => SpanAttributes }, work: () => Promise<T>): Promise<T> {
    const { told } = step;
    const { span, parent } = this.#begin(step);
    return this.#within(span, step.isArrival === true ? parent : context.active(), async () => {
      const result = await work();
      if (told !== undefined) span.setAttributes(named(told(result)));
      return result;
    });
  }

  now(): number {
    return performance.timeOrigin + performance.now();
  }

  tell(step: Step, began: number): void {
    this.#begin(step, { startTime: began }).span.end();
    if (step.itself !== undefined && step.because !== undefined) this.#remember(step.itself, step.because.correlationId);
  }

  request<T>({ name, headers }: { readonly name: string; readonly headers: TraceHeaders }, work: () => Promise<T>): Promise<T> {
    const asker = propagation.extract(ROOT_CONTEXT, headers);
    const span = this.#parts.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes: named({ service: this.#parts.service }) }, asker);
    return this.#within(span, asker.setValue(requested, span), work);
  }

  becauseOfFact(id: string): Because | undefined {
    return this.#recorded.get(id);
  }

  async #within<T>(span: Span, around: Context, work: () => Promise<T>): Promise<T> {
    try {
      return await context.with(trace.setSpan(around, span), work);
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  #begin(step: Step, options: SpanOptions = {}): { readonly span: Span; readonly parent: Context } {
    const { tracer, ids } = this.#parts;
    const { traceId, parent, links } = placeOf(step, context.active());
    const chosen = {
      ...(traceId === undefined ? {} : { traceId }),
      ...(step.itself === undefined ? {} : { spanId: spanIdOf(step.itself) }),
    };
    const attributes = named({ service: this.#parts.service, ...step.attributes });
    return { span: ids.for(chosen, () => tracer.startSpan(step.name, { ...options, attributes, links }, parent)), parent };
  }

  #remember(fact: string, correlationId: string): void {
    this.#recorded.set(fact, { correlationId, causationId: fact });
    const [oldest] = this.#recorded.keys();
    if (this.#recorded.size > mostRemembered && oldest !== undefined) this.#recorded.delete(oldest);
  }
}
