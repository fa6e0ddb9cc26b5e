import { systemClock } from '@rms/event-sourcing';
import { StartRefused } from '@rms/service-kit/standing';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { bringCastToLife, type Progress } from '../training/seed-cast.js';
import { layFoundations } from '../training/lay-foundations.js';
import { hostOf } from './cluster-host.js';
import type { OpenCluster } from './open-cluster.js';
import type { TrainingSecrets } from './operated-cluster.js';
import { peopleIn } from './training-realm.js';

export type ClusterSeed = 'empty' | 'cast';

interface Seeding {
  readonly seed: ClusterSeed;
  readonly secrets: TrainingSecrets;
  readonly onProgress: Progress;
}

/**
 * What a training region on a cluster is born with: its realm and sign-ins, teams, feeds, protocols and templates; and, with `cast`,
 * patients whom the training nurses follow up. The first is safe to repeat. Refuses a region in production.
 */
export const seedCluster = async (cluster: OpenCluster, { seed, secrets, onProgress }: Seeding): Promise<void> => {
  if (cluster.mode !== 'training') throw new StartRefused('Only a training region can be seeded (RMS_MODE is production).');
  const { store, operator } = cluster;
  const people = await peopleIn(cluster.settings, secrets);
  await layFoundations({ store, people, seed, operator, clock: await ClinicalClock.of(store, systemClock) });
  if (seed === 'empty') return;
  const host = hostOf(cluster, secrets);
  try {
    await host.quiet();
    await bringCastToLife(host, onProgress);
  } finally {
    await host.close();
  }
};
