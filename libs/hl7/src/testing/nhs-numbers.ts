/** NHS numbers from 999 000 0000 on are never given to anybody: the only ones that may stand in tests. */
const FIRST_SIX = 999_000;
const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2];

/** The check digit of nine digits by modulus 11, or undefined where they can have none. */
const checkDigit = (nine: string): number | undefined => {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(nine.charAt(at)), 0);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? undefined : digit;
};

/** The nth made-up NHS number, from 0: ten digits that pass modulus 11, in the range kept for tests. The same n gives the same number. */
export const testNhsNumber = (n: number): string => {
  let passed = -1;
  for (let nine = FIRST_SIX * 1000; nine < 1_000_000_000; nine += 1) {
    const digit = checkDigit(String(nine));
    if (digit !== undefined) passed += 1;
    if (passed === n) return `${nine}${digit ?? ''}`;
  }
  throw new RangeError(`There are not ${n} test NHS numbers.`);
};
