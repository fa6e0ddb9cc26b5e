const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

/** Runs contenders A B B A after a warm-up, and answers the rates of each, round by round. */
export const interleaved = async (contenders, rounds) => {
  const names = Object.keys(contenders);
  const rates = Object.fromEntries(names.map((name) => [name, []]));
  for (let n = -1; n < rounds; n += 1)
    for (const name of n % 2 === 0 ? names : names.toReversed()) {
      const rate = await contenders[name]();
      if (n >= 0) rates[name].push(rate);
    }
  return rates;
};

const figure = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(2));
const ofRounds = (values) => `${figure(median(values))} (${figure(Math.min(...values))} to ${figure(Math.max(...values))})`;

/** A line on one contender, and on how it stands to another in each round. */
export const told = (what, rates, { of, to }) => {
  const ratios = rates[of].map((rate, n) => rate / rates[to][n]);
  return `${what}: ${of} ${ofRounds(rates[of])}/s, ${to} ${ofRounds(rates[to])}/s, ${of} to ${to} ${ofRounds(ratios)}`;
};
export const toldAlone = (what, values) => `${what}: ${ofRounds(values)}/s`;

/** Tells whoever sets the table, where somebody does: rates of each round, `of` held against `to`, and the target of the ratio or of the rate. */
export const toTable = (path, rates, { of, to, ratio, rate }) =>
  process.send?.({ path, ours: rates[of], ...(to === undefined ? {} : { peer: { name: to, rates: rates[to] } }), ratio, rate });
