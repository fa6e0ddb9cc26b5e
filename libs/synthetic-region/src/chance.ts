/** Draws that are the same for the same seed, on every machine. */
export interface Chance {
  /** A whole number from 0 up to, and not including, `below`. */
  below(below: number): number;
  /** A whole number between two, both included. */
  between(from: number, to: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** True so many times in a hundred. */
  percent(likely: number): boolean;
  /** Further draws of their own, that no draw before or after changes. */
  fork(name: string): Chance;
}

// FNV-1a, 32 bits: spreads names over seeds.
const seedOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
};

/** Draws from a name. The generator is SplitMix32: 32 bits of state, enough for invented people and for nothing that must be secret. */
export const chanceOf = (name: string): Chance => {
  let state = seedOf(name);
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    const a = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
    return (b ^ (b >>> 15)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    pick: (from) => from[below(from.length)] ?? from[0],
    percent: (likely) => below(100) < likely,
    fork: (part) => chanceOf(`${name}/${part}`),
  };
};
