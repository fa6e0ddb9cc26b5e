export { trainingClockId, trainingTimeAt } from './timers/training-time.js';
export type { ClockMove } from './timers/training-time.js';
