import { describe, expect, it } from '@jest/globals';
import type { Report } from '@rms/contracts';
import { followUp, on, protocol, psa, result, today } from './patient-file.fixture.js';
import { resultChart, type ChartOrder } from './result-chart.js';
import { resultRows } from './result-rows.js';

const chart = (reports: readonly Report[], more: Partial<ChartOrder> = {}): string =>
  resultChart({
    id: 'wide-f1',
    rows: resultRows(
      reports.map((report, index) => result(`r${String(index)}`, report)),
      followUp(),
      protocol.rules[0],
    ),
    limit: 0.2,
    limitText: 'His limit 0.20',
    unit: 'ng/mL',
    treatment: { on: on('2023-03-04'), text: 'Radical prostatectomy' },
    to: today,
    width: 700,
    title: 'PSA is under his limit',
    description: '2 results',
    ...more,
  });
const series = (...raws: readonly string[]): readonly Report[] => raws.map((raw, index) => psa(raw, `2025-0${String(index + 1)}-15`));

const lines = (svg: string): readonly number[] =>
  [...svg.matchAll(/<path d="([^"]*)" fill="none"/g)].map(([, path]) => path?.split(/[ML]/).filter((point) => point !== '').length ?? 0);
const circles = (svg: string): number => svg.split('<circle').length - 1;
const squares = (svg: string): number => svg.split('width="14" height="14"').length - 1;
const triangles = (svg: string): number => svg.split('h14l-7 11z').length - 1;
const texts = (svg: string): readonly string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
const heights = (svg: string): readonly number[] => [...svg.matchAll(/<circle cx="[^"]*" cy="([^"]*)"/g)].map(([, cy]) => Number(cy));

describe('the chart of results', () => {
  it('joins measured values by one line', () => {
    expect(lines(chart(series('0.02', '0.05', '0.12')))).toEqual([3]);
  });
  it('draws no line to or from a value too low to measure, and never through it', () => {
    expect(lines(chart(series('0.02', '0.05', '<0.01', '0.03', '0.04')))).toEqual([2, 2]);
    expect(lines(chart(series('<0.01', '0.05', '<0.01')))).toEqual([]);
  });
  it('breaks the line where the laboratory changes', () => {
    const [a, b, c, d] = series('0.02', '0.05', '0.06', '0.07');
    const elsewhere = { laboratory: 'Saltmarsh laboratory' };
    expect(lines(chart([a!, b!, { ...c!, ...elsewhere }, { ...d!, ...elsewhere }]))).toEqual([2, 2]);
  });
  it('neither draws nor joins a value in another unit or one that is no number', () => {
    const svg = chart([
      psa('0.02', '2025-01-15'),
      psa('1.2', '2025-02-15', { unit: 'nmol/L' }),
      psa('haemolysed', '2025-03-15'),
      psa('0.05', '2025-04-15'),
    ]);
    expect({ lines: lines(svg), circles: circles(svg), squares: squares(svg) }).toEqual({ lines: [2], circles: 2, squares: 0 });
  });
  it('marks what is under the limit by a circle, at or above it by a bold square, too low to measure by a hollow triangle', () => {
    const svg = chart(series('<0.01', '0.05', '0.20', '0.27'));
    expect({ triangles: triangles(svg), circles: circles(svg), squares: squares(svg) }).toEqual({ triangles: 1, circles: 1, squares: 2 });
    expect(svg).toContain('font-weight="600" class="halo">0.27</text>');
    expect(svg).toContain('class="halo">0.05</text>');
  });
  it('never marks a preliminary value as over, and labels it so', () => {
    const svg = chart([psa('0.45', '2025-01-15', { status: 'preliminary' })]);
    expect({ squares: squares(svg), circles: circles(svg) }).toEqual({ squares: 0, circles: 1 });
    expect(texts(svg)).toContain('0.45 preliminary');
  });
  it('labels every value, with its comparator', () => {
    expect(texts(chart(series('<0.01', '0.05', '0.27')))).toEqual(expect.arrayContaining(['&lt;0.01', '0.05', '0.27']));
  });
  it('lets one label speak for a run of values too low to measure that stand too close', () => {
    const close = [psa('<0.01', '2025-01-15'), psa('<0.01', '2025-01-22'), psa('<0.01', '2025-01-29')];
    expect(texts(chart(close)).filter((text) => text.includes('0.01'))).toEqual(['all &lt;0.01']);
    expect(texts(chart([...close, psa('<0.02', '2025-02-05')]))).toContain('all too low to measure');
    expect(triangles(chart(close))).toBe(3);
  });
  it('starts at 0 and draws higher values higher', () => {
    const [low, high] = heights(chart(series('0.05', '0.15')));
    expect(low).toBeGreaterThan(high!);
    expect(texts(chart(series('0.05'))).some((text) => /^0\.0+$/.test(text))).toBe(true);
  });
  it('says limit, treatment, unit and years in words', () => {
    expect(texts(chart(series('0.05')))).toEqual(
      expect.arrayContaining(['His limit 0.20', 'Radical prostatectomy', 'ng/mL', '2024', '2026']),
    );
  });
  it('says title and description for those who do not see it, and hides the drawing from them', () => {
    const svg = chart(series('0.05'));
    expect(svg).toContain('<title id="wide-f1-title">PSA is under his limit</title><desc id="wide-f1-desc">2 results</desc>');
    expect(svg).toContain('role="img" aria-labelledby="wide-f1-title wide-f1-desc"');
    expect(svg).toContain('<g aria-hidden="true"');
  });
  it('escapes every text: a laboratory’s or a protocol’s words are never markup', () => {
    const evil = '<script>alert("x")</script>&';
    const svg = chart(series('0.05'), {
      title: evil,
      description: evil,
      limitText: evil,
      unit: evil,
      treatment: { on: on('2023-03-04'), text: evil },
    });
    expect(svg).not.toContain('<script');
    expect(svg.split('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;').length - 1).toBe(5);
  });
  it('without a limit draws no limit and hatches nothing', () => {
    const svg = chart(series('3.1'), { limit: undefined, limitText: 'His limit' });
    expect(texts(svg)).not.toContain('His limit');
    expect(svg).not.toContain('stroke-dasharray="8 5"');
    expect(chart([], { limit: undefined })).not.toContain('NaN');
  });
  it('is drawn without any result, with limit and treatment', () => {
    const svg = chart([]);
    expect({ lines: lines(svg), marks: circles(svg) + squares(svg) + triangles(svg) }).toEqual({ lines: [], marks: 0 });
    expect(texts(svg)).toContain('His limit 0.20');
    expect(svg).not.toContain('NaN');
  });
});
