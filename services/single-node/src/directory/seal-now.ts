import { request } from 'node:http';
import { instantText, openEmbeddedEventStore, systemClock, type TreeHead } from '@rms/event-sourcing';
import { takeDirectory } from '@rms/service-kit/embedded';
import { SealRefused } from '../sealing/seal-refused.js';
import { Sealer } from '../sealing/sealer.js';
import { runningAt } from './control-address.js';

export interface SealedNow {
  readonly head: TreeHead;
  readonly publicKey: string;
}

const answersWithinMs = 60_000;

const bodyOf = async (response: AsyncIterable<unknown>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const beside = (socketPath: string): Promise<SealedNow | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request({ socketPath, method: 'POST', path: '/seal', signal: AbortSignal.timeout(answersWithinMs) }, (response) => {
      bodyOf(response).then((body) => {
        if (response.statusCode === 200) resolve(JSON.parse(body) as SealedNow);
        else reject(new SealRefused(body));
      }, reject);
    });
    asked.on('error', () => {
      resolve(undefined);
    });
    asked.end();
  });

const alone = async (path: string): Promise<SealedNow> => {
  const directory = takeDirectory(path, { mode: undefined, seed: undefined, now: instantText(systemClock.now()) });
  const store = await openEmbeddedEventStore(path, systemClock);
  try {
    const sealer = new Sealer({ store, path, seed: Buffer.from(directory.secret('sealing-key'), 'hex'), clock: systemClock });
    return { head: await sealer.seal(), publicKey: sealer.publicKey };
  } finally {
    await store.close();
    directory.release();
  }
};

/** Signs a head over the whole history now: through the running node, or, when none runs, with the directory's lock in hand. */
export const sealNow = async (path: string): Promise<SealedNow> => {
  const running = runningAt(path);
  return (running === undefined ? undefined : await beside(running.socket)) ?? alone(path);
};
