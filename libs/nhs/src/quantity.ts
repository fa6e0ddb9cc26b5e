/** How a laboratory qualifies a value it could not measure exactly. */
export type Comparator = '<' | '<=' | '>' | '>=';

/** A measured number as reported. `decimals` is how many the laboratory gave, so that 0.20 is not shown as 0.2. */
export interface Quantity {
  readonly comparator?: Comparator;
  readonly value: number;
  readonly decimals: number;
}

export type QuantityProblem = 'empty' | 'not-a-number';

const shape = /^(<=|>=|<|>|≤|≥)?\s*([+-]?\d{1,12}(?:\.\d{1,9})?)$/;
const comparators: Readonly<Record<string, Comparator>> = { '<': '<', '<=': '<=', '≤': '<=', '>': '>', '>=': '>=', '≥': '>=' };

/**
 * Reads a numeric result such as `0.27`, `<0.01` or `>= 100`. Everything else is refused and never guessed at: "0.05*",
 * "insufficient" and "0,21" are for a person to read. Hazard: comparator lost, or text read as a number.
 */
export const parseQuantity = (
  text: string,
): { readonly ok: true; readonly value: Quantity } | { readonly ok: false; readonly rule: QuantityProblem } => {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, rule: 'empty' };
  const [, sign, digits] = shape.exec(trimmed) ?? [];
  if (digits === undefined) return { ok: false, rule: 'not-a-number' };
  const comparator = sign === undefined ? undefined : comparators[sign];
  const quantity = { value: Number(digits), decimals: digits.split('.')[1]?.length ?? 0 };
  return { ok: true, value: comparator === undefined ? quantity : { comparator, ...quantity } };
};

/** "<0.01", "0.20": the number as the laboratory gave it. */
export const showQuantity = (quantity: Quantity): string => `${quantity.comparator ?? ''}${quantity.value.toFixed(quantity.decimals)}`;

/**
 * Is the true value under the limit, or at or above it? `cannot-tell` when the laboratory's "less than" or "more than" leaves
 * it open: "<0.3" against 0.2 can be either.
 */
export const compareWithLimit = (quantity: Quantity, limit: number): 'under' | 'at-or-above' | 'cannot-tell' => {
  switch (quantity.comparator) {
    case undefined:
      return quantity.value >= limit ? 'at-or-above' : 'under';
    case '<':
      return quantity.value <= limit ? 'under' : 'cannot-tell';
    case '<=':
      return quantity.value < limit ? 'under' : 'cannot-tell';
    case '>':
    case '>=':
      return quantity.value >= limit ? 'at-or-above' : 'cannot-tell';
    default:
      return quantity.comparator satisfies never;
  }
};

/** The difference between a value and a limit as text with the decimals of the finer of the two: 0.27 and 0.2 → "0.07". */
export const differenceFrom = (quantity: Quantity, limit: number): string => {
  const limitDecimals = String(limit).split('.')[1]?.length ?? 0;
  return Math.abs(quantity.value - limit).toFixed(Math.max(quantity.decimals, limitDecimals));
};
