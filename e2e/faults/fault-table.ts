/** What came of one kind of fault. Seconds from the end of a process, or from when an engine was begun anew, until all was well. */
export interface FaultRow {
  readonly fault: string;
  readonly recoveries: readonly number[];
  readonly lost: number;
  readonly doubled: number;
}

const columns = ['fault', 'hits', 'lost', 'doubled', 'recovered in (s)'] as const;

const seconds = (values: readonly number[]): string => {
  if (values.length === 0) return '';
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return values.length === 1 ? most.toFixed(1) : `${least.toFixed(1)} to ${most.toFixed(1)}`;
};

/** The rows as lines of a table, the longest recovery of all below it. */
export const faultTable = (rows: readonly FaultRow[]): string => {
  const cells = rows.map(({ fault, recoveries, lost, doubled }) => [
    fault,
    String(recoveries.length),
    String(lost),
    String(doubled),
    seconds(recoveries),
  ]);
  const widths = columns.map((column, n) => Math.max(column.length, ...cells.map((row) => row[n]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  ');
  const longest = Math.max(0, ...rows.flatMap(({ recoveries }) => recoveries));
  return [columns, ...cells]
    .map(line)
    .concat(`${String(cells.length)} kinds of fault, the longest recovery ${longest.toFixed(1)} s`)
    .join('\n');
};
