import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockDirectory } from '@rms/durable-sqlite';
import { present } from '@rms/nhs';
import { formatIn, isBackup } from './backup-manifest.js';
import { makeFolders } from './make-folders.js';
import { refuseOlderHistory } from './older-history.js';
import type { Mode } from '../standing/settings.js';
import { noKeyStoreYet, StartRefused } from '../standing/start-refused.js';
import { refuseWhereSomethingIsLost, refuseWithoutHistory } from './what-is-lost.js';

/** `demo` is a region and three years of its life, `cast` only the patients it tells of by name, `empty` nobody. */
export type SeedName = 'demo' | 'cast' | 'empty';

/** What a directory is from its birth on. */
export interface Birth {
  readonly format: typeof directoryFormat;
  readonly mode: Mode;
  readonly seed: SeedName;
  readonly bornAt: string;
  /** The one service that may run on it; nothing where all of them do, in one process. */
  readonly service?: string;
}

export interface DataDirectory {
  readonly path: string;
  readonly birth: Birth;
  readonly isNew: boolean;
  /** The directory's own key, under which numbers become ids. */
  readonly key: Uint8Array;
  secret(name: string): string;
  release(): void;
}

export const directoryFormat = 1;

const birthIn = (file: string): { readonly format?: unknown } => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { readonly format?: unknown };
  } catch (error) {
    throw new StartRefused(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}. Put it back from a copy.`);
  }
};
const isReadable = (birth: { readonly format?: unknown }): birth is Birth => birth.format === directoryFormat;

const unfinishedOf = (path: string): string => `${path.replace(/\/+$/, '')}.unfinished`;

// Whoever used a backup would change it, and it would be none any more. Half of a copy knows half of the patients.
const refuseCopy = (path: string): void => {
  if (/\.unfinished\/*$/.test(path)) throw new StartRefused(`${path} is what a backup or a restore has not finished. It cannot be used.`);
  if (isBackup(path))
    throw new StartRefused(`${path} is a backup and is not used itself. Restore it first: rms restore --from ${path} --data <dir>.`);
};

// Its format may be one that only another release can read, and what else is in it may mean something else there.
const readBirth = (path: string): Birth | undefined => {
  refuseCopy(path);
  const file = join(path, 'directory.json');
  if (!existsSync(file)) return undefined;
  const birth = birthIn(file);
  if (isReadable(birth)) return birth;
  throw new StartRefused(
    `The data directory ${path} has format ${formatIn(birth)}; this release reads format ${String(directoryFormat)}. Use the release that wrote it.`,
  );
};

const writeOnce = (file: string, content: string): void => {
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, content, { mode: 0o600, flush: true });
  renameSync(unfinished, file);
};

const secretIn = (path: string, name: string): string => {
  const file = join(path, `${name}.secret`);
  if (!existsSync(file)) writeOnce(file, randomBytes(32).toString('hex'));
  return readFileSync(file, 'utf8');
};

/** The birth of an existing directory; refuses a backup, and a directory of a format that this release does not read. */
export const birthOf = (path: string): Birth => {
  const birth = readBirth(path);
  if (birth === undefined)
    throw new StartRefused(`There is no data directory at ${path}. Start the system first, or name another with --data or RMS_DATA.`);
  return birth;
};

/** The birth of an existing directory whose history can be read; refuses besides one that has no history, and makes none. */
export const birthWithHistory = (path: string): Birth => {
  const birth = birthOf(path);
  refuseWithoutHistory(path);
  return birth;
};

interface Wanted {
  readonly mode: Mode | undefined;
  readonly seed: SeedName | undefined;
  readonly now: string;
  /** The one service that is to run on it. */
  readonly service?: string;
}
// Born now it would be empty, and taken for what was to be restored: everybody's results would be a stranger's.
const refuseBesideUnfinished = (path: string): void => {
  if (existsSync(unfinishedOf(path)) && !existsSync(join(path, 'directory.json')))
    throw new StartRefused(
      `A restore into ${path} was not finished. Run it again, or remove ${unfinishedOf(path)} to begin with an empty directory.`,
    );
};
const giveBirth = (path: string, { mode = 'training', seed = 'demo', now, service }: Wanted): Birth => {
  const birth: Birth = { format: directoryFormat, mode, seed, bornAt: now, ...present({ service }) };
  writeOnce(join(path, 'directory.json'), JSON.stringify(birth));
  return birth;
};
const refuseOtherMode = (path: string, born: Mode, wanted: Mode | undefined): void => {
  if (wanted !== undefined && born !== wanted)
    throw new StartRefused(`The data directory ${path} was born in ${born} mode and stays so; it cannot be started in ${wanted} mode.`);
};

const whole = 'the whole system in one process';
const refuseOtherService = (path: string, born: Pick<Birth, 'service'>, wanted: Wanted): void => {
  if (born.service !== wanted.service)
    throw new StartRefused(
      `The data directory ${path} is that of ${born.service ?? whole}, and not of ${wanted.service ?? whole}. Name another (RMS_DATA).`,
    );
};

const openLocked = (path: string, wanted: Wanted, release: () => void): DataDirectory => {
  const before = readBirth(path);
  refuseWhereSomethingIsLost(path, before !== undefined);
  refuseOlderHistory(path);
  if (before !== undefined) {
    refuseProduction(before.mode);
    refuseOtherMode(path, before.mode, wanted.mode);
    refuseOtherService(path, before, wanted);
  }
  const birth = before ?? giveBirth(path, wanted);
  makeFolders(join(path, 'views'));
  return {
    path,
    birth,
    isNew: before === undefined,
    key: Buffer.from(secretIn(path, 'identifiers'), 'hex'),
    secret: (name) => secretIn(path, name),
    release,
  };
};

const makeDirectory = (path: string): void => {
  try {
    makeFolders(path);
  } catch (error) {
    throw new StartRefused(
      `The data directory ${path} (RMS_DATA) cannot be made or opened: ${(error as NodeJS.ErrnoException).code ?? ''}.`,
    );
  }
};

/** Refuses what this release may not hold. */
const refuseProduction = (mode: Mode | undefined): void => {
  if (mode === 'production') throw new StartRefused(noKeyStoreYet);
};

/** Takes a directory for one process: born now, or found. Its mode, seed and service never change. */
export const takeDirectory = (path: string, wanted: Wanted): DataDirectory => {
  refuseProduction(wanted.mode);
  refuseCopy(path);
  refuseBesideUnfinished(path);
  makeDirectory(path);
  const release = lockDirectory(path);
  if (release === undefined)
    throw new StartRefused(`Another process is using the data directory ${path}. Stop it first, or name another (RMS_DATA).`);
  try {
    return openLocked(path, wanted, release);
  } catch (error) {
    release();
    throw error;
  }
};

export const viewsFile = (path: string, service: string): string => join(path, 'views', `${service}.db`);
