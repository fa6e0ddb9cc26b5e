import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { StartRefused } from '@rms/service-kit/embedded';
import { runningAt } from './control-address.js';

const connectsWithinMs = 5000;

const openRequest = (socketPath: string, path: string, asked: object): Promise<IncomingMessage | undefined> =>
  new Promise((resolve) => {
    const sent = request({ socketPath, path, method: 'POST' });
    const giveUp = setTimeout(() => sent.destroy(), connectsWithinMs);
    sent.on('response', (response) => {
      clearTimeout(giveUp);
      resolve(response);
    });
    sent.on('socket', (socket) => {
      socket.once('connect', () => {
        clearTimeout(giveUp);
      });
    });
    sent.on('error', () => {
      clearTimeout(giveUp);
      resolve(undefined);
    });
    sent.end(JSON.stringify(asked));
  });

/**
 * Asks the node that runs on a directory for something, and gives each line of its answer as it comes. Answers `undefined` when no
 * node runs there. Throws `StartRefused` with the node's own sentence when it refuses.
 */
export const askRunningNode = async (directory: string, path: string, asked: object): Promise<AsyncIterable<object> | undefined> => {
  const running = runningAt(directory);
  const response = running === undefined ? undefined : await openRequest(running.socket, path, asked);
  if (response === undefined) return undefined;
  return (async function* () {
    for await (const line of createInterface({ input: response })) {
      const read = JSON.parse(line) as { readonly refused?: string };
      if (read.refused !== undefined) throw new StartRefused(read.refused);
      yield read;
    }
  })();
};
