import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockDirectory } from '@rms/durable-sqlite';

export type Mode = 'training' | 'production';
export type SeedName = 'demo' | 'empty';

/** What a directory is from its birth on. */
export interface Birth {
  readonly format: 1;
  readonly mode: Mode;
  readonly seed: SeedName;
  readonly bornAt: string;
}

/** Why a start is refused, in a sentence for the person at the terminal. */
export class StartRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'StartRefused';
  }
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

const readBirth = (path: string): Birth | undefined => {
  const file = join(path, 'directory.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Birth) : undefined;
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

/** The birth of an existing directory; refuses one that was made by a later release. */
export const birthOf = (path: string): Birth => {
  const birth = readBirth(path);
  if (birth === undefined)
    throw new StartRefused(`There is no data directory at ${path}. Start the system first, or name another with --data.`);
  if (Number(birth.format) !== 1)
    throw new StartRefused(`The data directory ${path} has format ${String(birth.format)}; this release reads format 1.`);
  return birth;
};

/** Takes a directory for one process: born now, or found. Its mode and seed never change. */
export const takeDirectory = (
  path: string,
  wanted: { readonly mode: Mode | undefined; readonly seed: SeedName | undefined; readonly now: string },
): DataDirectory => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const release = lockDirectory(path);
  if (release === undefined)
    throw new StartRefused(`Another process is using the data directory ${path}. Stop it first, or name another with --data.`);
  const before = readBirth(path);
  if (before !== undefined && wanted.mode !== undefined && before.mode !== wanted.mode) {
    release();
    throw new StartRefused(
      `The data directory ${path} was born in ${before.mode} mode and stays so; it cannot be started in ${wanted.mode} mode.`,
    );
  }
  const birth =
    before === undefined
      ? { format: 1 as const, mode: wanted.mode ?? 'training', seed: wanted.seed ?? 'demo', bornAt: wanted.now }
      : birthOf(path);
  if (before === undefined) writeOnce(join(path, 'directory.json'), JSON.stringify(birth));
  mkdirSync(join(path, 'views'), { recursive: true, mode: 0o700 });
  return {
    path,
    birth,
    isNew: before === undefined,
    key: Buffer.from(secretIn(path, 'identifiers'), 'hex'),
    secret: (name) => secretIn(path, name),
    release,
  };
};

export const viewsFile = (path: string, service: string): string => join(path, 'views', `${service}.db`);
