import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { StartRefused } from '@rms/service-kit/standing';
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

const endedMeanwhile = (directory: string): StartRefused =>
  new StartRefused(
    `The system on the data directory ${directory} ended before it had answered. What it had recorded by then stays recorded: start it and look.`,
  );

/** The lines of an answer, each as it comes. A node that ends meanwhile leaves an answer without its end. */
async function* linesOf(response: IncomingMessage, directory: string): AsyncGenerator<object> {
  try {
    for await (const line of createInterface({ input: response })) yield JSON.parse(line) as object;
  } catch {
    throw endedMeanwhile(directory);
  }
  if (!response.complete) throw endedMeanwhile(directory);
}

/**
 * Asks the node that runs on a directory for something, and gives each line of its answer as it comes. Answers `undefined` when no
 * node runs there. Throws `StartRefused` with the node's own sentence when it refuses, and with one of ours when it ends meanwhile.
 */
export const askRunningNode = async (directory: string, path: string, asked: object): Promise<AsyncIterable<object> | undefined> => {
  const running = runningAt(directory);
  const response = running === undefined ? undefined : await openRequest(running.socket, path, asked);
  if (response === undefined) return undefined;
  return (async function* () {
    for await (const line of linesOf(response, directory)) {
      const { refused } = line as { readonly refused?: string };
      if (refused !== undefined) throw new StartRefused(refused);
      yield line;
    }
  })();
};
