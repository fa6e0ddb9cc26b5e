/** A test-range NHS number (999) with its check digit; `undefined` where the nine digits before it have none. */
const testNumber = (n: number): string | undefined => {
  const nine = `999${String(n).padStart(6, '0')}`;
  const sum = Array.from(nine).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? undefined : `${nine}${check === 11 ? '0' : String(check)}`;
};

/** So many test-range numbers, from a first one on. */
export const testNumbers = (from: number, count: number): readonly string[] => {
  const found: string[] = [];
  for (let n = from; found.length < count; n += 1) {
    const number = testNumber(n);
    if (number !== undefined) found.push(number);
  }
  return found;
};
