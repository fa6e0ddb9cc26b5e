import { daysBetween, type CivilDate } from '@rms/nhs';
import type { LetterContent, ShownResult } from './letter-content.js';

/** A drawing with the words that say the same. */
export interface Drawn {
  readonly svg: string;
  readonly says: string;
}

const width = 620;
const height = 230;
const edge = { left: 48, right: 24, top: 26, bottom: 34 };
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

const text = (x: number, y: number, [more, says]: readonly [more: string, says: string]): string =>
  `<text x="${f(x)}" y="${f(y)}" font-family="Arimo" font-size="13" ${more}>${escaped(says)}</text>`;

type Placed = Point & { readonly x: number; readonly y: number };
const yOf = (value: number, top: number): number => height - edge.bottom - (value / top) * (height - edge.top - edge.bottom);
const placed = (points: readonly Point[], top: number): readonly Placed[] => {
  const [first] = points;
  const days = points.map(({ day }) => daysBetween((first?.day ?? day) as CivilDate, day as CivilDate));
  const span = Math.max(1, days.at(-1) ?? 1);
  const room = width - edge.left - edge.right - 60;
  return points.map((point, n) => ({
    ...point,
    x: points.length === 1 ? width / 2 : edge.left + 30 + ((days[n] ?? 0) / span) * room,
    y: yOf(point.drawn, top),
  }));
};
const markOf = ({ x, y, shown, isOver }: Placed): readonly string[] => [
  isOver
    ? `<rect x="${f(x - 5)}" y="${f(y - 5)}" width="10" height="10" fill="#b3190d"/>`
    : `<circle cx="${f(x)}" cy="${f(y)}" r="5" fill="#005eb8"/>`,
  text(x, y - 10, [`text-anchor="middle"${isOver ? ' font-weight="700"' : ''}`, shown]),
];

/** Results over time as a drawing for the printed page; `undefined` where there is no number to draw. Values too low to measure are in the table and not drawn. */
export const drawResults = (content: LetterContent): Drawn | undefined => {
  const drawn = content.results.filter(isDrawn);
  const limit = Number(content.limit.value);
  const top = Math.max(limit * 1.5, ...drawn.map((point) => point.drawn * 1.15));
  const points = placed(drawn, top);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const line = points.map(({ x, y }, n) => `${n === 0 ? 'M' : 'L'}${f(x)} ${f(y)}`).join(' ');
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}">`,
    `<path d="M${String(edge.left)} ${f(yOf(0, top))}H${String(width - edge.right)}" stroke="#4c6272"/>`,
    text(edge.left - 8, yOf(0, top) + 4, ['text-anchor="end"', '0']),
    `<path d="M${String(edge.left)} ${f(yOf(limit, top))}H${String(width - edge.right)}" stroke="#b3190d" stroke-width="2" stroke-dasharray="8 5"/>`,
    text(edge.left + 4, yOf(limit, top) - 7, ['font-weight="700" fill="#b3190d"', `Limit ${content.limit.value} ${content.limit.unit}`]),
    `<path d="${line}" fill="none" stroke="#005eb8" stroke-width="2"/>`,
    ...points.flatMap(markOf),
    ...(first === last ? [first] : [first, last]).map(({ x, takenOn }) => text(x, height - 10, ['text-anchor="middle"', takenOn])),
    '</svg>',
  ].join('');
  return { svg, says: words(content, content.results) };
};
