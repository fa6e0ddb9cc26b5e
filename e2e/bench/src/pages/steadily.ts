const lookEveryMs = 1;

/** Does something so many times a second, when it is due and whatever became of those before. Resolves when all of it is done. */
export const steadily = async (
  { perSecond, count }: { readonly perSecond: number; readonly count: number },
  act: (index: number, dueAt: number) => Promise<void> | void,
): Promise<void> => {
  const from = performance.now() + 20;
  const under: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dueAt = from + (index * 1000) / perSecond;
    while (performance.now() < dueAt) await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    const one = Promise.resolve(act(index, dueAt));
    // Whoever fails is heard at the end, with the others.
    one.catch(() => undefined);
    under.push(one);
  }
  await Promise.all(under);
};
