import { daysBetween, type CivilDate } from '@rms/nhs';
import type { LetterContent, ShownResult } from './letter-content.js';

/** A drawing with the words that say the same. */
export interface Drawn {
  readonly svg: string;
  readonly says: string;
}

const width = 620;
/** The letter’s column in points: the drawing is as wide, and what is written in it as large as what is written around it. */
const column = 468;
/** Room for what is written, in the drawing’s own units. */
interface Frame {
  readonly font: number;
  readonly height: number;
  readonly edge: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}
const frameFor = (points: number): Frame => {
  const font = Math.round((points * width) / column);
  return { font, height: 180 + 4 * font, edge: { left: 2 * font, right: 24, top: 2 * font, bottom: 2 * font + 4 } };
};
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const f = (n: number): string => n.toFixed(1);
type Point = ShownResult & { readonly drawn: number };
const isDrawn = (result: ShownResult): result is Point => result.drawn !== null;

const words = (content: LetterContent, points: readonly ShownResult[]): string => {
  const all = points.map(({ takenOn, shown, unit }) => `${takenOn}: ${shown} ${unit}`).join('; ');
  const over = points.filter(({ isOver }) => isOver).length;
  const finding =
    over === 0 ? 'All results are under the limit' : `${String(over)} of ${String(points.length)} results are at or above the limit`;
  return `Chart of results. ${finding} of ${content.limit.value} ${content.limit.unit}. ${all}.`;
};

type Placed = Point & { readonly x: number; readonly y: number };
interface Drawing extends Frame {
  readonly points: readonly Placed[];
  readonly limit: number;
  readonly yOf: (value: number) => number;
}

const text = ({ font }: Frame, [x, y]: readonly [number, number], [more, says]: readonly [more: string, says: string]): string =>
  `<text x="${f(x)}" y="${f(y)}" font-family="Arimo" font-size="${String(font)}" ${more}>${escaped(says)}</text>`;

const placed = (points: readonly Point[], { edge, font }: Frame, yOf: Drawing['yOf']): readonly Placed[] => {
  const [first] = points;
  const days = points.map(({ day }) => daysBetween((first?.day ?? day) as CivilDate, day as CivilDate));
  const span = Math.max(1, days.at(-1) ?? 1);
  const room = width - edge.left - edge.right - 4 * font;
  return points.map((point, n) => ({
    ...point,
    x: points.length === 1 ? width / 2 : edge.left + 2 * font + ((days[n] ?? 0) / span) * room,
    y: yOf(point.drawn),
  }));
};
const drawingOf = (points: readonly Point[], limit: number, frame: Frame): Drawing => {
  const { height, edge } = frame;
  const top = Math.max(limit * 1.5, ...points.map((point) => point.drawn * 1.15));
  const yOf = (value: number): number => height - edge.bottom - (value / top) * (height - edge.top - edge.bottom);
  return { ...frame, limit, yOf, points: placed(points, frame, yOf) };
};

/** The points whose value is written beside them: the newest, and before it those for which there is room. All are in the table. */
const named = ({ points, font }: Drawing): ReadonlySet<Placed> => {
  const found: Placed[] = [];
  for (const point of points.toReversed()) if (found.every(({ x }) => x - point.x > 3 * font)) found.push(point);
  return new Set(found);
};
const markOf = ({ x, y, isOver }: Placed): string =>
  isOver
    ? `<rect x="${f(x - 5)}" y="${f(y - 5)}" width="10" height="10" fill="#b3190d"/>`
    : `<circle cx="${f(x)}" cy="${f(y)}" r="5" fill="#005eb8"/>`;
const valueOf = (frame: Frame, { x, y, shown, isOver }: Placed): string =>
  text(frame, [x, y - 10], [`text-anchor="middle"${isOver ? ' font-weight="700"' : ''}`, shown]);

const axes = (drawing: Drawing, limit: string): readonly string[] => {
  const { edge, yOf } = drawing;
  return [
    `<path d="M${String(edge.left)} ${f(yOf(0))}H${String(width - edge.right)}" stroke="#4c6272"/>`,
    text(drawing, [edge.left - 8, yOf(0) + 4], ['text-anchor="end"', '0']),
    `<path d="M${String(edge.left)} ${f(yOf(drawing.limit))}H${String(width - edge.right)}" stroke="#b3190d" stroke-width="2" stroke-dasharray="8 5"/>`,
    text(drawing, [edge.left + 4, yOf(drawing.limit) - 7], ['font-weight="700" fill="#b3190d"', `Limit ${limit}`]),
  ];
};
/** The first and the last day under the line, each within its edge. */
const days = (drawing: Drawing): readonly string[] => {
  const { points, height, edge } = drawing;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const y = height - 10;
  if (first === last) return [text(drawing, [first.x, y], ['text-anchor="middle"', first.takenOn])];
  return [
    text(drawing, [edge.left, y], ['text-anchor="start"', first.takenOn]),
    text(drawing, [width - edge.right, y], ['text-anchor="end"', last.takenOn]),
  ];
};

/**
 * Results over time as a drawing for the printed page, in letters of so many points; `undefined` where there is no number to draw.
 * Values too low to measure are in the table and not drawn.
 */
export const drawResults = (content: LetterContent, points: number): Drawn | undefined => {
  const drawn = content.results.filter(isDrawn);
  if (drawn.length === 0) return undefined;
  const { value, unit } = content.limit;
  const drawing = drawingOf(drawn, Number(value), frameFor(points));
  const line = drawing.points.map(({ x, y }, n) => `${n === 0 ? 'M' : 'L'}${f(x)} ${f(y)}`).join(' ');
  const written = named(drawing);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(drawing.height)}" viewBox="0 0 ${String(width)} ${String(drawing.height)}">`,
    ...axes(drawing, `${value} ${unit}`),
    `<path d="${line}" fill="none" stroke="#005eb8" stroke-width="2"/>`,
    ...drawing.points.map(markOf),
    ...[...written].map((point) => valueOf(drawing, point)),
    ...days(drawing),
    '</svg>',
  ].join('');
  return { svg, says: words(content, content.results) };
};
