/** Lets one piece of work after the other have its turn, in the order in which they were asked for, whatever becomes of each. */
export const inTurn = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = before.then(work);
    before = mine.catch(() => undefined);
    return mine;
  };
};
