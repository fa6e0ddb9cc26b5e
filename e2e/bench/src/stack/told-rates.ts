import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Row } from '../measure/rows.js';
import { median, medianInterval } from '../measure/statistics.js';

/** What a script of the stack tells: how many a second, round by round, beside a peer where there is one. */
export interface ToldRates {
  readonly path: string;
  readonly ours: readonly number[];
  readonly peer?: { readonly name: string; readonly rates: readonly number[] };
  /** What the ratio to the peer, or the rate itself, must reach. */
  readonly ratio?: number;
  readonly rate?: number;
}

const nothing = '–';
const perSecond = (rates: readonly number[]): string => `${Math.round(median(rates)).toLocaleString('en-GB')}/s`;
const of = (target: number | undefined, unit: string): string =>
  target === undefined ? nothing : `≥ ${target.toLocaleString('en-GB')}${unit}`;

/** Those as a row of the table: the median of the ratios of each round; the lower end of its interval must reach the target. */
export const ratesRow = ({ path, ours, peer, ratio, rate }: ToldRates): Row => {
  const ratios = peer === undefined ? undefined : ours.map((each, n) => each / (peer.rates[n] ?? NaN));
  const { low, high } = medianInterval(ratios ?? ours);
  const isRatio = ratios !== undefined;
  const target = isRatio ? ratio : rate;
  return {
    path,
    ours: perSecond(ours),
    peer: peer === undefined ? nothing : `${peer.name} ${perSecond(peer.rates)}`,
    ratio: isRatio ? `${median(ratios).toFixed(2)}×` : nothing,
    interval: isRatio
      ? `${low.toFixed(2)}–${high.toFixed(2)}`
      : `${Math.round(low).toLocaleString('en-GB')}–${Math.round(high).toLocaleString('en-GB')}`,
    target: of(target, isRatio ? '×' : '/s'),
    met: target === undefined ? undefined : low >= target,
    commits: nothing,
    cpu: nothing,
  };
};

/** Runs a script to its end and answers the rows it tells of. Throws when it fails. */
export const rowsOf = async (script: string, ...args: readonly string[]): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  const child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.on('message', (told) => rows.push(ratesRow(told as ToldRates)));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`${script} ended with ${String(status)}.`);
  return rows;
};
