import { defaultData, operatedCluster, operatorFrom } from '../config.js';
import { directoryAtHand } from './directory-at-hand.js';
import type { HistoryAtHand } from './history-at-hand.js';

/**
 * Opens the history that a command is about: that of a data directory where one is named or nothing is said, that of a cluster where
 * its endpoints are set (RMS_PROFILE=cluster).
 */
export const openHistory = async (data: string | undefined): Promise<HistoryAtHand> => {
  const cluster = data === undefined ? operatedCluster() : undefined;
  return cluster === undefined
    ? directoryAtHand(data ?? defaultData())
    : (await import('../cluster/index.js')).clusterAtHand(cluster, operatorFrom());
};

/** Does something with a history, and lets go of it whatever comes of that. */
export const withHistory = async <T>(data: string | undefined, work: (history: HistoryAtHand) => Promise<T>): Promise<T> => {
  const history = await openHistory(data);
  try {
    return await work(history);
  } finally {
    await history.close();
  }
};
