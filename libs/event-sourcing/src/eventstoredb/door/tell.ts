import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { streams } from './messages.js';

type Response = InstanceType<typeof streams.ReadResp>;
export type ReadCall = ServerWritableStream<InstanceType<typeof streams.ReadReq>, Response>;

/** Writes to a client as fast as it reads, and no faster. Answers whether it still listens. */
export const tell = async (call: ReadCall, response: Response): Promise<boolean> => {
  if (!call.cancelled && !call.write(response)) await Promise.race([once(call, 'drain'), once(call, 'cancelled')]);
  return !call.cancelled;
};
