import { mkdirSync } from 'node:fs';
import { lockDirectory } from '@rms/durable-sqlite';
import { systemClock } from '@rms/event-sourcing';
import { EventStoreDbEventStore } from '@rms/event-sourcing/eventstoredb';
import { SealRefused } from '../sealing/seal-refused.js';
import type { SealedNow } from '../sealing/sealed-now.js';
import { Sealer } from '../sealing/sealer.js';
import type { OperatedCluster } from './operated-cluster.js';

/** Signs a head over the whole history of a cluster and adds it to the folder of its heads. Throws `SealRefused`. */
export const sealCluster = async ({ eventStore, heads }: OperatedCluster, seed: Uint8Array): Promise<SealedNow> => {
  mkdirSync(heads, { recursive: true, mode: 0o700 });
  const release = lockDirectory(heads);
  if (release === undefined) throw new SealRefused(`Nothing was sealed: another command is adding a head in ${heads}. Try again.`);
  const store = new EventStoreDbEventStore(eventStore);
  try {
    // Where a store of several nodes counts by bytes, positions leave numbers out.
    const sealer = new Sealer({ store, path: heads, seed, clock: systemClock, positions: 'rising' });
    return { head: await sealer.seal(), publicKey: sealer.publicKey };
  } finally {
    await store.close();
    release();
  }
};
