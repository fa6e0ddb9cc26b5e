export {
  agreeWorkingHours,
  alertingCollections,
  alertingCopies,
  alertingHistory,
  alertingTellers,
  assembleAlerting,
  formTeam,
} from './alerting.js';
export { task } from './task/task.aggregate.js';
export type { TaskState } from './task/task.facts.js';
export { team } from './team/team.aggregate.js';
export { usualHours } from './working-hours/working-hours.aggregate.js';
export type { WorkingHours } from './working-hours/working-hours.aggregate.js';
