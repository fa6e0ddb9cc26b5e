type Closer = () => Promise<void> | void;

/** What has been opened is closed in the opposite order, each once. */
export const closers = (): { readonly onClose: (closer: Closer) => void; readonly close: () => Promise<void> } => {
  const waiting: Closer[] = [];
  return {
    onClose: (closer) => {
      waiting.push(closer);
    },
    close: async () => {
      for (const each of waiting.splice(0).reverse()) await each();
    },
  };
};
