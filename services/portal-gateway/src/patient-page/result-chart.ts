import { addDays, type CivilDate } from '@rms/nhs';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import type { ResultRow } from './result-rows.js';

export interface ChartOrder {
  readonly id: string;
  readonly rows: readonly ResultRow[];
  /** Absent while there is none: then no line is drawn. */
  readonly limit: number | undefined;
  readonly limitText: string;
  readonly unit: string;
  readonly treatment: { readonly on: CivilDate; readonly text: string };
  readonly to: CivilDate;
  readonly width: number;
  readonly title: string;
  readonly description: string;
}

const ink = '#212b32';
const grey = '#4c6272';
const blue = '#005eb8';
const red = '#b3190d';
const pale = '#d8dde0';
const height = 320;
const margin = { left: 46, right: 20, top: 44, bottom: 40 };
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const f = (n: number): string => n.toFixed(1);
const utc = (on: CivilDate): Date => new Date(`${on}T00:00:00Z`);
const label = (x: number, y: number, { text, more = '' }: { readonly text: string; readonly more?: string }): string =>
  `<text x="${f(x)}" y="${f(y)}" ${more}>${escaped(text)}</text>`;

interface Scales {
  readonly x: (on: CivilDate) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
  readonly years: readonly { readonly x: number; readonly text: string }[];
  readonly bottom: number;
  readonly right: number;
}
type Point = ResultRow & { readonly plotted: number };

const scalesFor = (order: ChartOrder, points: readonly Point[]): Scales => {
  const highest = Math.max((order.limit ?? 0) * 1.5, ...points.map((point) => point.plotted * 1.1));
  const top = highest > 0 ? highest : 1;
  const bottom = height - margin.bottom;
  const y = scaleLinear([0, top], [bottom, margin.top]).nice(4);
  const last = points.reduce<CivilDate>((latest, point) => (point.sampledOn > latest ? point.sampledOn : latest), order.to);
  const x = scaleUtc([utc(addDays(order.treatment.on, -60)), utc(addDays(last, 45))], [margin.left, order.width - margin.right]);
  const [from, to] = x.domain();
  const years = Array.from(
    { length: (to?.getUTCFullYear() ?? 0) - (from?.getUTCFullYear() ?? 0) },
    (_, n) => (from?.getUTCFullYear() ?? 0) + n + 1,
  );
  return {
    x: (on) => x(utc(on)),
    y: (value) => y(value),
    ticks: y.ticks(4),
    years: years.map((year) => ({ x: x(new Date(Date.UTC(year, 0, 1))), text: String(year) })),
    bottom,
    right: order.width - margin.right,
  };
};

/** The hatched field above the limit first, then the limit with its name; nothing while there is no limit. */
const limitOf = (order: ChartOrder, start: number, { y, right }: Pick<Scales, 'y' | 'right'>): readonly string[] => {
  if (order.limit === undefined) return [];
  const at = y(order.limit);
  return [
    `<rect x="${String(margin.left)}" y="${String(margin.top)}" width="${f(right - margin.left)}" height="${f(Math.max(0, at - margin.top))}" fill="url(#${order.id}-hatch)"/>`,
    `<line x1="${String(margin.left)}" x2="${f(right)}" y1="${f(at)}" y2="${f(at)}" stroke="${red}" stroke-width="2.5" stroke-dasharray="8 5"/>`,
    label(start + 10, at - 8, { text: order.limitText, more: `font-weight="600" fill="${red}" class="halo"` }),
  ];
};

const frame = (order: ChartOrder, { x, y, ticks, years, bottom, right }: Scales): readonly string[] => {
  const decimals = Math.max(1, ...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0));
  const start = x(order.treatment.on);
  const limitLine = limitOf(order, start, { y, right });
  return [
    ...limitLine.slice(0, 1),
    ...ticks.flatMap((tick) => [
      `<line x1="${String(margin.left)}" x2="${f(right)}" y1="${f(y(tick))}" y2="${f(y(tick))}" stroke="${pale}"/>`,
      label(margin.left - 8, y(tick) + 6, { text: tick.toFixed(decimals), more: 'text-anchor="end"' }),
    ]),
    ...years.flatMap((year) => [
      `<line x1="${f(year.x)}" x2="${f(year.x)}" y1="${f(bottom)}" y2="${f(bottom + 8)}" stroke="${grey}"/>`,
      label(year.x, bottom + 28, { text: year.text, more: 'text-anchor="middle"' }),
    ]),
    `<line x1="${String(margin.left)}" x2="${f(right)}" y1="${f(bottom)}" y2="${f(bottom)}" stroke="${grey}"/>`,
    ...limitLine.slice(1),
    `<line x1="${f(start)}" x2="${f(start)}" y1="${String(margin.top - 12)}" y2="${f(bottom)}" stroke="${ink}" stroke-width="2"/>`,
    `<path d="M${f(start - 7)} ${String(margin.top - 14)}h14l-7 9z" fill="${ink}"/>`,
    label(start - 7, margin.top - 22, { text: order.treatment.text, more: 'font-weight="600"' }),
    label(right, margin.top - 22, { text: order.unit, more: 'text-anchor="end"' }),
  ];
};

// The line joins measured values only: never through a value the laboratory could not measure, and never across a change of laboratory.
const lines = (points: readonly Point[], { x, y }: Scales): readonly string[] => {
  const runs: Point[][] = [[]];
  points.forEach((point, index) => {
    if (point.censored || (index > 0 && points[index - 1]?.laboratory !== point.laboratory)) runs.push([]);
    if (!point.censored) runs.at(-1)?.push(point);
  });
  const path = line<Point>(
    (point) => x(point.sampledOn),
    (point) => y(point.plotted),
  );
  return runs
    .filter((run) => run.length > 1)
    .map((run) => `<path d="${path(run) ?? ''}" fill="none" stroke="${blue}" stroke-width="2.5"/>`);
};

const roomFor = 54;
const marks = (points: readonly Point[], { x, y }: Scales, treatmentX: number): readonly string[] => {
  const low = points.filter((point) => point.censored);
  const crowded = low.some((point, index) => index > 0 && x(point.sampledOn) - x(low[index - 1]?.sampledOn ?? point.sampledOn) < roomFor);
  const first = low[0];
  const one =
    crowded && first !== undefined
      ? [
          label(x(first.sampledOn) - 7, y(first.plotted) - 16, {
            text: low.every((point) => point.shown === first.shown) ? `all ${first.shown}` : 'all too low to measure',
            more: 'text-anchor="start" class="halo"',
          }),
        ]
      : [];
  return [
    ...one,
    ...points.flatMap((point, index) =>
      markOf(point, {
        px: x(point.sampledOn),
        py: y(point.plotted),
        crowded,
        nearTreatment: Math.abs(x(point.sampledOn) - treatmentX) < 26,
        next: points[index + 1],
      }),
    ),
  ];
};

interface MarkPlace {
  readonly px: number;
  readonly py: number;
  readonly crowded: boolean;
  readonly nearTreatment: boolean;
  readonly next: Point | undefined;
}
const tooLowMark = (text: string, { px, py, crowded, nearTreatment }: MarkPlace): readonly string[] => {
  const shape = `<path d="M${f(px - 7)} ${f(py - 9)}h14l-7 11z" fill="#fff" stroke="${blue}" stroke-width="2"/>`;
  if (crowded) return [shape];
  const [x, anchor] = nearTreatment ? [px - 8, 'start'] : [px, 'middle'];
  return [shape, label(x, py - 16, { text, more: `text-anchor="${anchor}" class="halo"` })];
};
const overMark = (text: string, { px, py }: MarkPlace): readonly string[] => [
  `<rect x="${f(px - 7)}" y="${f(py - 7)}" width="14" height="14" fill="${red}" stroke="#fff" stroke-width="1.5"/>`,
  label(px - 12, py + 2, { text, more: 'text-anchor="end" font-weight="600" class="halo"' }),
];
const underMark = (text: string, { px, py }: MarkPlace, rising: boolean): readonly string[] => {
  const [x, anchor] = rising ? [px - 2, 'end'] : [px, 'middle'];
  return [
    `<circle cx="${f(px)}" cy="${f(py)}" r="6.5" fill="${blue}" stroke="#fff" stroke-width="1.5"/>`,
    label(x, py - 14, { text, more: `text-anchor="${anchor}" class="halo"` }),
  ];
};

const markOf = (point: Point, place: MarkPlace): readonly string[] => {
  const text = point.status === 'preliminary' ? `${point.shown} preliminary` : point.shown;
  if (point.censored) return tooLowMark(text, place);
  if (point.over) return overMark(text, place);
  const { next } = place;
  return underMark(text, place, next !== undefined && !next.censored && next.plotted > point.plotted);
};

const isPoint = (row: ResultRow): row is Point => row.plotted !== undefined;

/**
 * Results over time as SVG, drawn on the server. Decoration only for the eye: title and description say the same in words and the
 * table beside it holds the same data. y starts at 0; a value in another unit or that is no number is in the table and never drawn.
 */
export const resultChart = (order: ChartOrder): string => {
  const points = order.rows.filter(isPoint);
  const scales = scalesFor(order, points);
  const inside = [...frame(order, scales), ...lines(points, scales), ...marks(points, scales, scales.x(order.treatment.on))];
  return `<svg class="app-chart__svg" viewBox="0 0 ${String(order.width)} ${String(height)}" width="${String(order.width)}" height="${String(height)}" role="img" aria-labelledby="${order.id}-title ${order.id}-desc" focusable="false">
<title id="${order.id}-title">${escaped(order.title)}</title><desc id="${order.id}-desc">${escaped(order.description)}</desc>
<defs><pattern id="${order.id}-hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="10" height="10" fill="#fdf3f2"/><line x1="0" x2="0" y1="0" y2="10" stroke="#f0cfcb" stroke-width="2"/></pattern></defs>
<g aria-hidden="true" font-size="16" fill="${ink}">${inside.join('\n')}</g></svg>`;
};
