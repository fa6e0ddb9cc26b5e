import type { ServerWritableStream } from '@grpc/grpc-js';
import type { streams } from './messages.js';

type Response = InstanceType<typeof streams.ReadResp>;
export type ReadCall = ServerWritableStream<InstanceType<typeof streams.ReadReq>, Response>;

const drainedOrGone = (call: ReadCall): Promise<void> =>
  new Promise((resolve) => {
    const over = (): void => {
      call.off('drain', over).off('cancelled', over);
      resolve();
    };
    call.once('drain', over).once('cancelled', over);
  });

/** Writes to a client as fast as it reads, and no faster. Answers whether it still listens. */
export const tell = async (call: ReadCall, response: Response): Promise<boolean> => {
  if (!call.cancelled && !call.write(response)) await drainedOrGone(call);
  return !call.cancelled;
};
