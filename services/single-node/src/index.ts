export { startNode } from './node/start-node.js';
export type { StartedNode } from './node/start-node.js';
export { readConfig } from './config.js';
export type { NodeConfig, StartOptions } from './config.js';
export { seedCast } from './training/seed-cast.js';
export { trainingPassword } from './training/lay-foundations.js';
export { teamIds } from './training/training-teams.js';
export { main } from './cli/main.js';
