/** Distribution-free statistics: nothing here supposes that timings on a shared machine are normal, because they are not. */

/** Between which values something lies, and how sure that is. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Probability that the interval holds the true value; below the wanted one only where there are too few values. */
  readonly coverage: number;
}

const ascending = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
const at = (sorted: readonly number[], index: number): number => sorted[Math.min(Math.max(index, 0), sorted.length - 1)] ?? NaN;

/** The middle value, or the mean of the two middle ones. NaN of nothing. */
export const median = (values: readonly number[]): number => {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? at(sorted, middle) : sorted.length === 0 ? NaN : (at(sorted, middle - 1) + at(sorted, middle)) / 2;
};

/** The nearest-rank quantile: the smallest value that at least the share `q` of all values does not exceed. */
export const quantile = (values: readonly number[], q: number): number => at(ascending(values), Math.ceil(q * values.length) - 1);

/** P(X ≤ k) for k = 0..n, X the number of n values below the true quantile `q`. */
const binomialCumulative = (n: number, q: number): readonly number[] => {
  const cumulative: number[] = [];
  let logTerm = n * Math.log1p(-q);
  let sum = 0;
  for (let k = 0; k <= n; k += 1) {
    sum += Math.exp(logTerm);
    cumulative.push(Math.min(sum, 1));
    logTerm += Math.log(n - k) - Math.log(k + 1) + Math.log(q) - Math.log1p(-q);
  }
  return cumulative;
};

/**
 * The interval of order statistics that holds the true quantile with at least the wanted probability, each side given half of
 * the doubt. With too few values it is the smallest and the largest, and `coverage` says what that is worth.
 */
export const quantileInterval = (values: readonly number[], q: number, wanted = 0.95): Interval => {
  const n = values.length;
  if (n === 0) return { low: NaN, high: NaN, coverage: 0 };
  const sorted = ascending(values);
  const cumulative = binomialCumulative(n, q);
  const doubt = (1 - wanted) / 2;
  const upTo = (k: number): number => cumulative[k] ?? 1;
  let low = 0;
  while (low + 1 < n && upTo(low + 1) <= doubt) low += 1;
  let high = n - 1;
  while (high > 0 && 1 - upTo(high - 1) <= doubt) high -= 1;
  return { low: at(sorted, low), high: at(sorted, high), coverage: upTo(high) - upTo(low) };
};

/** {@link quantileInterval} of the median: the second smallest to the second largest of nine, for instance. */
export const medianInterval = (values: readonly number[], wanted = 0.95): Interval => quantileInterval(values, 0.5, wanted);
