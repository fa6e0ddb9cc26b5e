export { MemoryIntakeLog } from './memory-intake-log.js';
export { intakeLogContract } from './intake-log-contract.js';
export type { LogUnderTest } from './intake-log-contract.js';
export { blobsContract, manyBytes } from './blobs-contract.js';
export type { BlobsUnderTest } from './blobs-contract.js';
export { severalIntakeLogsContract } from './several-intake-logs-contract.js';
export type { LogsUnderTest } from './several-intake-logs-contract.js';
export { messageForTest } from './message-for-test.js';
export { SetClock } from './set-clock.js';
