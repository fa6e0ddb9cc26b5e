import { daysBetween, type CivilDate } from '@rms/nhs';

export interface MeasuredValue {
  readonly on: CivilDate;
  readonly value: number;
  readonly censored: boolean;
}
export interface DoublingTimeTerms {
  readonly atLeast: number;
  readonly minValues: number;
  readonly minDays: number;
  /** From which value on; from the first since treatment where nothing is said. */
  readonly from?: 'lowest-value' | undefined;
}
export type DoublingTime =
  | {
      readonly calculable: true;
      readonly months: number;
      readonly low: number;
      readonly high: number | undefined;
      readonly values: number;
      readonly days: number;
    }
  | { readonly calculable: false; readonly why: string };

// Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom; beyond, the normal's 1.96 is within 2 %.
const t95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086,
  2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const daysInMonth = 30.4375;
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

const lineThrough = (xs: readonly number[], ys: readonly number[]): { readonly slope: number; readonly error: number } => {
  const [mx, my] = [mean(xs), mean(ys)];
  const sxx = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const slope = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? 0) - my), 0) / sxx;
  const residual = xs.reduce((sum, x, i) => sum + ((ys[i] ?? 0) - my - slope * (x - mx)) ** 2, 0);
  return { slope, error: Math.sqrt(residual / Math.max(xs.length - 2, 1) / sxx) };
};
const monthsAt = (slopePerDay: number): number => Math.LN2 / slopePerDay / daysInMonth;

const doublingAlong = (used: readonly MeasuredValue[], days: number): DoublingTime => {
  const { slope, error } = lineThrough(
    used.map((v) => daysBetween(used[0]?.on ?? v.on, v.on)),
    used.map((v) => Math.log(v.value)),
  );
  if (slope <= 0) return { calculable: false, why: 'the values are not rising' };
  const spread = (t95[used.length - 3] ?? 1.96) * error;
  return {
    calculable: true,
    months: monthsAt(slope),
    low: monthsAt(slope + spread),
    high: slope - spread > 0 ? monthsAt(slope - spread) : undefined,
    values: used.length,
    days,
  };
};

const countedAs = ({ censored, value }: MeasuredValue): number => (censored ? 0 : value);
/** From the newest of the lowest values on: a fall after treatment says nothing of how fast the value rises since. */
const sinceLowest = (inOrder: readonly MeasuredValue[]): readonly MeasuredValue[] => {
  const lowest = Math.min(...inOrder.map(countedAs));
  return inOrder.slice(
    Math.max(
      0,
      inOrder.findLastIndex((value) => countedAs(value) === lowest),
    ),
  );
};

/**
 * How long the value takes to double, in months, with its 95 % interval: ln 2 over the least-squares slope of ln(value) against
 * days, from the lowest value on where the terms say so. Values too low to measure or under `atLeast` are left out. `high` is undefined when the interval reaches "not rising".
 * Never a number where the data cannot carry one: too few values, too short a time, or not rising.
 */
export const doublingTime = (values: readonly MeasuredValue[], terms: DoublingTimeTerms): DoublingTime => {
  const inOrder = [...values].sort((a, b) => (a.on < b.on ? -1 : 1));
  const counting = terms.from === 'lowest-value' ? sinceLowest(inOrder) : inOrder;
  const used = counting.filter((v) => !v.censored && v.value >= terms.atLeast);
  const [first, last] = [used[0], used.at(-1)];
  if (first === undefined || last === undefined || used.length < terms.minValues)
    return {
      calculable: false,
      why: `it needs ${String(terms.minValues)} values of ${String(terms.atLeast)} or more${terms.from === undefined ? '' : ' since the lowest one'} and there ${used.length === 1 ? 'is 1' : `are ${String(used.length)}`}`,
    };
  const days = daysBetween(first.on, last.on);
  if (days < terms.minDays) return { calculable: false, why: `the values span ${String(days)} days and it needs ${String(terms.minDays)}` };
  return doublingAlong(used, days);
};
