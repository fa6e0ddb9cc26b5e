import { birthWithHistory } from '@rms/service-kit/embedded';
import { defaultData, operatedCluster } from '../config.js';
import { checkDirectory, rebuildDirectory } from '../directory/rebuild-directory.js';
import { recordReadingOf } from '../directory/record-reading.js';
import type { Rebuilding } from './rebuilding.js';

const what = 'all events, to rebuild the read models';

const ofADirectory = (data: string, operator: string): Rebuilding => {
  birthWithHistory(data);
  return {
    recordReading: () => recordReadingOf(data, { operator, what }),
    check: (onProgress) => checkDirectory(data, onProgress),
    rebuild: (onProgress) => rebuildDirectory(data, onProgress),
    close: () => Promise.resolve(),
  };
};

/**
 * The read models that a command is about: those of a data directory where one is named or nothing is said, those of a cluster where
 * its endpoints are set (RMS_PROFILE=cluster). Refuses a directory that has no history.
 */
export const openRebuilding = async (data: string | undefined, operator: string): Promise<Rebuilding> => {
  const cluster = data === undefined ? operatedCluster() : undefined;
  if (cluster === undefined) return ofADirectory(data ?? defaultData(), operator);
  const { rebuildingOf } = await import('../cluster/index.js');
  return rebuildingOf(cluster, { operator, what });
};
