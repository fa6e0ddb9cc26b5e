import { collectDefaultMetrics, Counter, Gauge as PromGauge, Registry } from 'prom-client';

/** By what the values of a gauge are told apart. Trusts, feeds, topics and services: never a person. */
export type GaugeLabel = 'trust' | 'feed' | 'topic';
export interface GaugeValue {
  readonly labels?: Readonly<Partial<Record<GaugeLabel, string>>>;
  readonly value: number;
}
/** A number to be watched, as it is at the moment. `rms_…`, with its unit as the last word: `_seconds`, `_total` for what only rises. */
export interface Gauge {
  readonly name: string;
  /** A sentence for whoever watches. */
  readonly help: string;
  readonly values: readonly GaugeValue[];
}

/** The numbers of one service for a Prometheus server. */
export interface Metrics {
  readonly contentType: string;
  /** The numbers as they are now, in the text format of Prometheus. A source that fails is left out and counted in `rms_gauges_failed`. */
  text(): Promise<string>;
}

const labelsOf = (values: readonly GaugeValue[]): readonly GaugeLabel[] => [
  ...new Set(values.flatMap(({ labels = {} }) => Object.keys(labels) as GaugeLabel[])),
];

const put = (registry: Registry, { name, help, values }: Gauge): void => {
  const parts = { name, help, labelNames: [...labelsOf(values)], registers: [registry] };
  if (name.endsWith('_total')) {
    const counter = new Counter(parts);
    for (const { labels = {}, value } of values) counter.inc(labels, value);
    return;
  }
  const gauge = new PromGauge(parts);
  for (const { labels = {}, value } of values) gauge.set(labels, value);
};

const failures = (value: number): Gauge => ({
  name: 'rms_gauges_failed',
  help: 'How many sources of numbers could not be read for this answer; what they tell is missing in it.',
  values: [{ value }],
});

/**
 * Metrics of one service: those of its process, and those of its sources, which are asked whenever somebody looks. Numbers of
 * several services in one process do not mix.
 */
export const createMetrics = (service: string, sources: readonly (() => Promise<readonly Gauge[]>)[]): Metrics => {
  // Where nobody looks, nothing is measured.
  let measured: Registry | undefined;
  const ofTheProcess = (): Registry => {
    if (measured !== undefined) return measured;
    measured = new Registry();
    measured.setDefaultLabels({ service });
    collectDefaultMetrics({ register: measured });
    return measured;
  };
  return {
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
    text: async () => {
      const asked = await Promise.allSettled(sources.map((source) => source()));
      const told = asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      const now = new Registry();
      now.setDefaultLabels({ service });
      for (const gauge of [...told, failures(asked.filter(({ status }) => status === 'rejected').length)]) put(now, gauge);
      return `${await ofTheProcess().metrics()}\n${await now.metrics()}`;
    },
  };
};
