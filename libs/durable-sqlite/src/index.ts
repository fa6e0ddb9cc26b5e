export { openDurableFile } from './durable-file.js';
export type { DurableFile, DurableFileOptions } from './durable-file.js';
export type { Answer, Step, Unit, Value } from './unit.js';
export { lockDirectory } from './lock.js';
export { copyTogether } from './copy-together.js';
export type { CopyOptions, CopyOrder } from './copy-together.js';
