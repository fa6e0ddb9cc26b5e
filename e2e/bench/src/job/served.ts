/** One request of the job to a contender, and its answer. One at a time. */
export interface Request {
  readonly what: string;
  readonly input: unknown;
}
export type Reply = { readonly answer: unknown } | { readonly failed: string };

type Handler = (input: never) => unknown;

/** A contender's side: answers requests until it is told to stop, and ends when the job that started it is gone. */
export const serve = (handlers: Readonly<Record<string, Handler>>, onStop: () => Promise<void> | void): void => {
  const reply = (message: Reply): void => {
    process.send?.(message);
  };
  const handle = async ({ what, input }: Request): Promise<void> => {
    if (what === 'stop') {
      await onStop();
      process.disconnect();
      return;
    }
    const handler = handlers[what];
    if (handler === undefined) throw new Error(`Nothing answers "${what}".`);
    reply({ answer: await handler(input as never) });
  };
  process.on('message', (request: Request) => {
    handle(request).catch((error: unknown) => reply({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
  });
  process.on('disconnect', () => process.exit());
  reply({ answer: 'ready' });
};
