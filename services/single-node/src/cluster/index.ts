export { clockLines } from './clock-of-a-cluster.js';
export { clusterAtHand } from './cluster-at-hand.js';
export { hostOf } from './cluster-host.js';
export { openCluster } from './open-cluster.js';
export { layDownProtocolOn } from './protocol-on-a-cluster.js';
export { rebuildingOf } from './rebuilding-of-a-cluster.js';
export { sealCluster } from './seal-cluster.js';
export { readOperatedCluster, readTrainingSecrets } from './operated-cluster.js';
export { seedCluster } from './seed-cluster.js';
