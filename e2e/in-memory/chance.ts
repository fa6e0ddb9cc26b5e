/** Numbers from 0 up to 1 that follow from a seed other than 0 (Marsaglia, Xorshift RNGs, 2003). */
export const chanceFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
};
