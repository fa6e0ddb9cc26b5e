/** A read model that is open in this process, and what its database says is to be opened now. */
export interface MadeAnew {
  /** Which generation is open; nothing as long as none is. */
  readonly open: () => Promise<number | undefined>;
  readonly current: () => Promise<number>;
  readonly everyMs: number;
  /** Told once, when another is to be opened. */
  readonly tell: () => void;
}

const isAnother = async ({ open, current }: MadeAnew): Promise<boolean> => {
  const opened = await open();
  return opened !== undefined && opened !== (await current());
};

/**
 * Looks whether the read model was built anew and switched to. Whoever goes on with the former one shows what nobody else sees, so
 * his process is to be begun anew. A database that does not answer is asked again the next time.
 */
export const whenMadeAnew = (parts: MadeAnew): { readonly stop: () => void } => {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const isMadeAnew = await isAnother(parts).catch(() => false);
    isLooking = false;
    if (!isMadeAnew) return;
    clearInterval(timer);
    parts.tell();
  };
  const timer = setInterval(() => void look(), parts.everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
};
