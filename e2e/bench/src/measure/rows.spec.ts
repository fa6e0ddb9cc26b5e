import { describe, expect, it } from '@jest/globals';
import type { Round } from '../job/rounds.js';
import { delayRow, limitRow, ratioRow } from './rows.js';
import { misses, tableOf } from './table.js';

const timed = (rate: number) => ({ rate, cpuPerThousand: 0.5, commitsPerMessage: 0.1 });
const round = (ours: number, peer: number): Round<'ours' | 'peer'> => ({ ours: timed(ours), peer: timed(peer) });
const of = { ours: 'ours', peer: 'peer', peerName: 'theirs' } as const;
const rounds = [round(20, 10), round(30, 10), round(2, 1), round(25, 10), round(24, 10), round(26, 10), round(21, 10)];

describe('a ratio', () => {
  it('is the median of the ratios of each round, with its interval', () => {
    expect(ratioRow('append', rounds, of)).toMatchObject({ ratio: '2.40×', interval: '2.00–3.00', peer: 'theirs 10/s', met: undefined });
  });
  it('meets its target with the lower end of the interval, not with the median', () => {
    expect(ratioRow('append', rounds, { ...of, target: 2 }).met).toBe(true);
    expect(ratioRow('append', rounds, { ...of, target: 2.1 }).met).toBe(false);
  });
});

describe('a delay', () => {
  const delays = { millis: Array.from({ length: 1000 }, (_, n) => n / 100), commitsPerMessage: 1, cpuPerThousand: NaN, target: 25 };
  it('meets its target with the upper end of the interval', () => {
    expect(delayRow('alert', delays)).toMatchObject({ met: true, cpu: '–' });
    expect(delayRow('alert', { ...delays, target: 9.88 }).met).toBe(false);
  });
  it('that was never measured meets nothing', () => expect(delayRow('alert', { ...delays, millis: [] }).met).toBe(false));
});

describe('a limit', () => {
  it('holds for the largest value', () => {
    expect(limitRow('start', [4, 5, 7], { target: 6, unit: 's' })).toMatchObject({ ours: '5.0 s', interval: '4.0–7.0', met: false });
    expect(limitRow('start', [4], { target: 6, unit: 's' })).toMatchObject({ interval: 'once', met: true });
  });
  it('that was never measured is not met', () => expect(limitRow('memory', [NaN], { target: 400, unit: 'MB' }).met).toBe(false));
});

describe('the table', () => {
  it('sets columns under each other and says what is not met', () => {
    const rows = [ratioRow('append', rounds, { ...of, target: 9 }), ratioRow('a longer path', rounds, of)];
    const [head = '', , first = '', second = ''] = tableOf(rows).split('\n');
    expect(first.indexOf('24/s')).toBe(head.indexOf('ours'));
    expect(second.indexOf('24/s')).toBe(head.indexOf('ours'));
    expect(first).toContain('NOT MET');
  });
  it('misses nothing by a row without a target', () => {
    expect(misses([ratioRow('append', rounds, of)])).toBe(false);
    expect(misses([ratioRow('append', rounds, { ...of, target: 9 })])).toBe(true);
  });
});
