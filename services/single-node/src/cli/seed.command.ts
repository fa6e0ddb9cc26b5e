import { StartRefused } from '@rms/service-kit/standing';
import { operatedCluster, operatorFrom, trainingSecrets } from '../config.js';
import { finish, Progress, tell } from './output.js';

const seeds = ['empty', 'cast'] as const;

/** Seeds a training region on a cluster. A single node is seeded when it is started. */
export const seedCommand = async (asked: string): Promise<void> => {
  const seed = seeds.find((each) => each === asked);
  if (seed === undefined) throw new StartRefused(`The seed must be ${seeds.join(' or ')}, not "${asked}".`);
  const settings = operatedCluster();
  if (settings === undefined)
    throw new StartRefused(
      'This is for regions on a cluster (RMS_PROFILE=cluster). A single node is seeded at its start: rms start --seed cast.',
    );
  const { openCluster, seedCluster } = await import('../cluster/index.js');
  const cluster = openCluster(settings, operatorFrom());
  const progress = new Progress('Seeding');
  try {
    await seedCluster(cluster, {
      seed,
      secrets: trainingSecrets(),
      onProgress: (done, of) => {
        progress.at(done, of);
      },
    });
  } finally {
    progress.end();
    await cluster.close();
  }
  tell('The training region is ready.');
  finish(0);
};
