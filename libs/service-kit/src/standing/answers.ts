const patienceMs = 1000;

/** Whether somebody answers at an address without an error of his own. */
export const answers = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'manual' });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
};

/** The same, and yes for good after the first time: what was learnt then is kept, and a short silence later is no reason to stop work. */
export const onceAnswered = (url: string): (() => Promise<boolean>) => {
  let answered = false;
  return async () => {
    answered ||= await answers(url);
    return answered;
  };
};
