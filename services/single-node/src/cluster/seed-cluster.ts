import { systemClock } from '@rms/event-sourcing';
import { StartRefused } from '@rms/service-kit/standing';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { bringCastToLife, type Progress } from '../training/seed-cast.js';
import { layFoundations } from '../training/lay-foundations.js';
import { hostOf } from './cluster-host.js';
import type { OpenCluster } from './open-cluster.js';
import { peopleIn } from './training-realm.js';

export type ClusterSeed = 'empty' | 'cast';

/**
 * What a training region on a cluster is born with: its realm and sign-ins, teams, feeds, protocols and templates; and, with `cast`,
 * patients whom the training nurses follow up. Safe to repeat. Refuses a region in production.
 */
export const seedCluster = async (cluster: OpenCluster, seed: ClusterSeed, onProgress: Progress): Promise<void> => {
  if (cluster.mode !== 'training') throw new StartRefused('Only a training region can be seeded (RMS_MODE is production).');
  const { store, operator } = cluster;
  const people = await peopleIn(cluster.settings);
  await layFoundations({ store, people, seed, operator, clock: await ClinicalClock.of(store, systemClock) });
  if (seed === 'cast') await bringCastToLife(hostOf(cluster), onProgress);
};
