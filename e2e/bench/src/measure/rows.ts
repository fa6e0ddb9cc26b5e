import type { Round, Timed } from '../job/rounds.js';
import { median, medianInterval, quantile, quantileInterval } from './statistics.js';

/** One line of the table, ready to be set. `met` is undefined where there is no target. */
export interface Row {
  readonly path: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
  readonly interval: string;
  readonly target: string;
  readonly met: boolean | undefined;
  readonly commits: string;
  readonly cpu: string;
}

const nothing = '–';
const shown = (value: number, digits: number): string => (Number.isNaN(value) ? nothing : value.toFixed(digits));
const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en-GB')}/s`;
const both = (ours: string, peer: string): string => `${ours} : ${peer}`;

export interface RatioOf<Name extends string> {
  readonly ours: Name;
  readonly peer: Name;
  readonly peerName: string;
  /** The lower end of the interval must reach it. */
  readonly target?: number;
}

/** Ours against a peer: the median of the ratios of each round, not the ratio of two medians. */
export const ratioRow = <Name extends string>(path: string, rounds: readonly Round<Name>[], of: RatioOf<Name>): Row => {
  const { ours, peer, peerName, target } = of;
  const ratios = rounds.map((round) => round[ours].rate / round[peer].rate);
  const { low, high } = medianInterval(ratios);
  const middle = (name: Name, measure: keyof Timed): number => median(rounds.map((round) => round[name][measure]));
  return {
    path,
    ours: perSecond(middle(ours, 'rate')),
    peer: `${peerName} ${perSecond(middle(peer, 'rate'))}`,
    ratio: `${shown(median(ratios), 2)}×`,
    interval: `${shown(low, 2)}–${shown(high, 2)}`,
    target: target === undefined ? nothing : `≥ ${String(target)}×`,
    met: target === undefined ? undefined : low >= target,
    commits: both(shown(middle(ours, 'commitsPerMessage'), 3), shown(middle(peer, 'commitsPerMessage'), 3)),
    cpu: both(shown(middle(ours, 'cpuPerThousand'), 3), shown(middle(peer, 'cpuPerThousand'), 3)),
  };
};

export interface Delays {
  /** Milliseconds, one for each message. */
  readonly millis: readonly number[];
  readonly commitsPerMessage: number;
  readonly cpuPerThousand: number;
  /** The upper end of the interval of the 99th percentile must not pass it. */
  readonly target: number;
}

const delays = (millis: readonly number[]): string => `p50 ${shown(quantile(millis, 0.5), 1)}, p99 ${shown(quantile(millis, 0.99), 1)}`;

/** A delay beside that of a peer in the same run; the ratio is that of the two 99th percentiles, and only the delay has a target. */
export const besideRow = (
  path: string,
  { peer, ...delay }: Omit<Delays, 'commitsPerMessage'> & { readonly peer: { readonly name: string; readonly millis: readonly number[] } },
): Row => ({
  ...delayRow(path, { ...delay, commitsPerMessage: NaN }),
  peer: `${peer.name} ${delays(peer.millis)} ms`,
  ratio: `${shown(quantile(delay.millis, 0.99) / quantile(peer.millis, 0.99), 1)}×`,
});

/** A delay: half of them, 99 of 100 of them with its interval, and the longest. */
export const delayRow = (path: string, { millis, commitsPerMessage, cpuPerThousand, target }: Delays): Row => {
  const { low, high } = quantileInterval(millis, 0.99);
  return {
    path,
    ours: `${delays(millis)}, max ${shown(quantile(millis, 1), 1)} ms`,
    peer: nothing,
    ratio: nothing,
    interval: `${shown(low, 1)}–${shown(high, 1)}`,
    target: `p99 ≤ ${String(target)} ms`,
    met: quantile(millis, 0.99) <= target,
    commits: shown(commitsPerMessage, 3),
    cpu: shown(cpuPerThousand, 3),
  };
};

/** Something measured a few times, of which the largest must not pass the target. */
export const limitRow = (
  path: string,
  values: readonly number[],
  { target, unit }: { readonly target: number; readonly unit: string },
): Row => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return {
    path,
    ours: `${shown(median(values), unit === 's' ? 1 : 0)} ${unit}`,
    peer: nothing,
    ratio: nothing,
    interval: values.length === 1 ? 'once' : `${shown(least, unit === 's' ? 1 : 0)}–${shown(most, unit === 's' ? 1 : 0)}`,
    target: `≤ ${String(target)} ${unit}`,
    met: most <= target,
    commits: nothing,
    cpu: nothing,
  };
};
