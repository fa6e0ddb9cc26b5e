import type { Row } from './rows.js';

const heads = ['path', 'ours', 'peer', 'ratio', '95 % interval', 'target', '', 'commits a message', 'CPU-s per 1,000'] as const;
const verdict = ({ met }: Row): string => (met === undefined ? '' : met ? 'met' : 'NOT MET');
const cellsOf = (row: Row): readonly string[] => [
  row.path,
  row.ours,
  row.peer,
  row.ratio,
  row.interval,
  row.target,
  verdict(row),
  row.commits,
  row.cpu,
];

/** The rows as text, columns under each other. */
export const tableOf = (rows: readonly Row[]): string => {
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const set = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = lines;
  return [set(head), set(widths.map((width) => '─'.repeat(width))), ...body.map(set)].join('\n');
};

/** Whether a row that has a target misses it. */
export const misses = (rows: readonly Row[]): boolean => rows.some((row) => row.met === false);
