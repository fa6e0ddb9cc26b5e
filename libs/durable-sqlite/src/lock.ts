import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

/**
 * Takes a directory for this process. `undefined` when another process has it. The operating system gives the lock back when
 * the process ends, however it ends, so a killed system never leaves a directory locked.
 */
export const lockDirectory = (directory: string): (() => void) | undefined => {
  const database = new DatabaseSync(join(directory, 'lock.db'));
  try {
    database.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; PRAGMA busy_timeout=0; BEGIN EXCLUSIVE;');
    return () => {
      database.close();
    };
  } catch {
    database.close();
    return undefined;
  }
};
