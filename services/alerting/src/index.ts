export { alertingCollections, alertingCopies, alertingHistory, alertingTellers, assembleAlerting, formTeam } from './alerting.js';
export { task } from './task/task.aggregate.js';
export type { TaskState } from './task/task.aggregate.js';
export { team } from './team/team.aggregate.js';
