import { readdirSync, renameSync, rmSync, statSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockDirectory } from '@rms/durable-sqlite';
import { keepingOf, makeFolders, manifestName } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { putOnDisk } from './files-on-disk.js';

/** A folder that is filled under another name, and gets its own once everything in it is there and has been checked. */
export interface UnfinishedFolder {
  readonly path: string;
  /** Gives it its name. What is in it is on disk before. */
  finish(): void;
  /** Lets go of it and leaves it as it is, under the other name. */
  leave(): void;
  /** Takes it away. */
  remove(): void;
}

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

/** Refuses a folder that cannot become a new one: there already with something in it, or a place of its own that nothing can be renamed to. */
const refuseWhatIsThere = (folder: string, option: string): void => {
  const there = statOf(folder);
  if (there === undefined) return;
  if (!there.isDirectory()) throw new StartRefused(`${option} must be a folder, and ${folder} is none.`);
  if (readdirSync(folder).length > 0)
    throw new StartRefused(`${option}: ${folder} is not empty. Name a folder that is empty, or not there yet.`);
  if (there.dev !== statOf(dirname(folder))?.dev)
    throw new StartRefused(
      `${option}: a disk begins at ${folder}, and it cannot be replaced. Name a folder in it, such as ${join(folder, 'rms')}.`,
    );
};

const isOfOurMaking = (name: string): boolean => name === manifestName || keepingOf(name) !== undefined;

// What a run left that was killed: half of a copy, which is of no use to anybody.
const clearLeftOver = (path: string): void => {
  const names = readdirSync(path).filter((name) => name !== 'lock.db');
  const foreign = names.find((name) => !isOfOurMaking(name));
  if (foreign !== undefined)
    throw new StartRefused(`${path} is in the way, and ${foreign} in it is not of our making. Move it away first.`);
  for (const name of names) rmSync(join(path, name), { recursive: true });
};

/**
 * Opens `<folder>.unfinished`, for one process at a time, and clears what a killed run left in it. `option` is what the person
 * called the folder. Refuses with a sentence and leaves nothing open.
 */
export const openUnfinished = (folder: string, option: string): UnfinishedFolder => {
  refuseWhatIsThere(folder, option);
  const path = `${resolve(folder)}.unfinished`;
  try {
    makeFolders(path);
  } catch (error) {
    throw new StartRefused(`${option}: ${path} cannot be made: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
  const release = lockDirectory(path);
  if (release === undefined)
    throw new StartRefused(`Another backup or restore is at work on ${folder}. Wait for it, or name another folder.`);
  try {
    clearLeftOver(path);
  } catch (error) {
    release();
    throw error;
  }
  return {
    path,
    finish: () => {
      rmSync(join(path, 'lock.db'));
      putOnDisk(path);
      renameSync(path, folder);
      putOnDisk(dirname(resolve(folder)));
      release();
    },
    leave: release,
    remove: () => {
      release();
      rmSync(path, { recursive: true });
    },
  };
};
