import type { CheckedModel } from './checked-model.js';
import type { RebuildProgress, RebuiltModel } from './rebuilt-model.js';

/** The read models that a command makes anew or compares, wherever they are kept: on a directory, or on a cluster. */
export interface Rebuilding {
  /** Records that somebody at the command line has the whole history read for it. */
  recordReading(): Promise<void>;
  /** Builds each beside the one that is there and compares the two; changes nothing. */
  check(onProgress: RebuildProgress): AsyncGenerator<CheckedModel>;
  /** Makes each anew. */
  rebuild(onProgress: RebuildProgress): AsyncGenerator<RebuiltModel>;
  close(): Promise<void>;
}
