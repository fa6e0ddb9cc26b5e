import { instantText, openEmbeddedEventStore, systemClock } from '@rms/event-sourcing';
import { takeDirectory } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { SealRefused } from '../sealing/seal-refused.js';
import type { SealedNow } from '../sealing/sealed-now.js';
import { Sealer } from '../sealing/sealer.js';
import { askRunningNode } from './ask-running-node.js';

const beside = async (path: string): Promise<SealedNow | undefined> => {
  const answer = await askRunningNode(path, '/seal', {});
  if (answer === undefined) return undefined;
  try {
    for await (const sealed of answer) return sealed as SealedNow;
  } catch (error) {
    throw error instanceof StartRefused ? new SealRefused(error.message) : error;
  }
  return undefined;
};

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
export const sealNow = async (path: string): Promise<SealedNow> => (await beside(path)) ?? alone(path);
