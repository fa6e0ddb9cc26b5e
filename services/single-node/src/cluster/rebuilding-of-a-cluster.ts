import { systemClock } from '@rms/event-sourcing';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { recordReading, type ReadingToRecord } from '../directory/record-reading.js';
import type { Rebuilding } from '../rebuilding/rebuilding.js';
import { checkCluster } from './check-cluster.js';
import { openCluster } from './open-cluster.js';
import type { OperatedCluster } from './operated-cluster.js';
import { rebuildCluster } from './rebuild-cluster.js';

/** The read models of a cluster, beside the services that go on writing them. */
export const rebuildingOf = (settings: OperatedCluster, reading: ReadingToRecord): Rebuilding => {
  const cluster = openCluster(settings, reading.operator);
  const { store } = cluster;
  return {
    recordReading: async () => recordReading(store, await ClinicalClock.of(store, systemClock), reading),
    check: (onProgress) => checkCluster(cluster, onProgress),
    rebuild: (onProgress) => rebuildCluster(cluster, onProgress),
    close: () => cluster.close(),
  };
};
