/** Numbers from 0 up to 1, the same for the same seed (Park and Miller, "Random number generators: good ones are hard to find", 1988). */
export const chance = (from: number): (() => number) => {
  let state = from;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
};
