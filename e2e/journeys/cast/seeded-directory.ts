import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolderFrom } from './config.js';
import { eventually } from './eventually.js';
import { ended, launch, untilDemonstrated } from './running-system.js';

const madeWithinMs = 120_000;

const make = async (folder: string): Promise<void> => {
  const making = `${folder}-in-the-making`;
  const system = await launch({ data: making, seed: 'cast' });
  await untilDemonstrated(system);
  system.child.kill('SIGTERM');
  await ended(system.child);
  renameSync(making, folder);
};

/** Whoever comes first makes it; others wait for that. */
const seeded = async (): Promise<string> => {
  const shared = sharedFolderFrom();
  const folder = join(shared, 'cast');
  const isFirst = mkdirSync(join(shared, 'cast.begun'), { recursive: true }) !== undefined;
  if (isFirst) {
    await make(folder).catch((error: unknown) => {
      // The next one tries again.
      rmSync(join(shared, 'cast.begun'), { recursive: true });
      throw error;
    });
    return folder;
  }
  await eventually(() => (existsSync(folder) ? Promise.resolve() : Promise.reject(new Error(`${folder} is not there yet.`))), madeWithinMs);
  return folder;
};

/** Puts a directory in which the demonstration has been brought to life where there is none: a copy of one that all journeys of a run share. */
export const copySeededDirectory = async (data: string): Promise<void> => {
  cpSync(await seeded(), data, { recursive: true });
};
