export { EventStoreIntakeLog, openEventStoreIntakeLog } from './event-store-intake-log.js';
export type { EventStoreIntakeLogParts } from './event-store-intake-log.js';
