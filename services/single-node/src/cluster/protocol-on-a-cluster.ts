import { systemClock } from '@rms/event-sourcing';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { layDownProtocol, type LaidDown, type ProtocolOrder } from '../directory/lay-down-protocol.js';
import { openCluster } from './open-cluster.js';
import type { OperatedCluster } from './operated-cluster.js';

/** Publishes a protocol in the history of a cluster, or records who signed it; the services hear of it as of any other fact. */
export const layDownProtocolOn = async (settings: OperatedCluster, order: ProtocolOrder): Promise<LaidDown> => {
  const cluster = openCluster(settings, order.operator);
  const { store } = cluster;
  try {
    return await layDownProtocol({ store, clock: await ClinicalClock.of(store, systemClock) }, order);
  } finally {
    await cluster.close();
  }
};
