export { MemoryIntakeLog } from './memory-intake-log.js';
export { intakeLogContract } from './intake-log-contract.js';
export type { LogUnderTest } from './intake-log-contract.js';
export { blobsContract, manyBytes } from './blobs-contract.js';
export type { BlobsUnderTest } from './blobs-contract.js';
