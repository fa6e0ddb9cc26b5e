import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { copyTogether } from '@rms/durable-sqlite';
import {
  backupFormat,
  directoryFormat,
  keepingOf,
  manifestName,
  type BackupFile,
  type BackupManifest,
  type Keeping,
} from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { examine, type Examined, type OnProgress } from './examine.js';
import { copyDurably, digestOf, putOnDisk } from './files-on-disk.js';
import { openUnfinished, type UnfinishedFolder } from './unfinished-folder.js';

export interface BackupOrder {
  /** The data directory. */
  readonly data: string;
  /** The folder that the backup is to be. */
  readonly to: string;
  readonly takenAt: string;
  readonly onProgress: OnProgress;
}

export interface TakenBackup {
  readonly findings: readonly string[];
  readonly manifest: BackupManifest;
  /** For how many milliseconds nothing could be written. */
  readonly heldMs: number;
  /** Names in the data directory that this release does not know, and that are not in the backup. */
  readonly leftOut: readonly string[];
  /** Where the copy is: under its own name, or under the other where something was found wrong with it. */
  readonly at: string;
}

const namesIn = (data: string, keeping: Keeping | undefined): readonly string[] =>
  readdirSync(data)
    .filter((name) => keepingOf(name) === keeping)
    .sort();

const isWithin = (folder: string, other: string): boolean => !relative(other, folder).startsWith('..');
const refuseWithin = (data: string, to: string): void => {
  if (isWithin(resolve(to), resolve(data)) || isWithin(resolve(data), resolve(to)))
    throw new StartRefused(`--to: ${to} and the data directory ${data} lie in one another. Name a folder apart from it.`);
};

const copyPlain = (data: string, to: string, keeping: Keeping): void => {
  for (const name of namesIn(data, keeping)) copyDurably(join(data, name), join(to, name), () => undefined);
};

const copyAll = async ({ data, onProgress }: BackupOrder, to: string): Promise<number> => {
  copyPlain(data, to, 'mark');
  const orders = namesIn(data, 'database').map((name) => ({ from: join(data, name), to: join(to, name) }));
  const heldMs = await copyTogether(orders, {
    onProgress: (pages, of) => {
      onProgress('Copying', pages, of);
    },
  });
  copyPlain(data, to, 'secret');
  copyPlain(data, to, 'birth');
  return heldMs;
};

const filesOf = (folder: string): readonly BackupFile[] =>
  readdirSync(folder)
    .filter((name) => keepingOf(name) !== 'made-anew')
    .sort()
    .map((name) => {
      chmodSync(join(folder, name), 0o600);
      putOnDisk(join(folder, name));
      return { name, ...digestOf(join(folder, name), () => undefined) };
    });

const manifestOf = (takenAt: string, { findings: _, ...said }: Examined, files: readonly BackupFile[]): BackupManifest => ({
  format: backupFormat,
  takenAt,
  directoryFormat,
  ...said,
  files: [...files],
});

const fill = async (order: BackupOrder, folder: UnfinishedFolder): Promise<TakenBackup> => {
  const leftOut = namesIn(order.data, undefined);
  const heldMs = await copyAll(order, folder.path);
  const examined = await examine(folder.path, order.onProgress);
  const manifest = manifestOf(order.takenAt, examined, filesOf(folder.path));
  const taken = { findings: examined.findings, manifest, heldMs, leftOut };
  if (examined.findings.length > 0) {
    folder.leave();
    return { ...taken, at: folder.path };
  }
  writeFileSync(join(folder.path, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600, flush: true });
  folder.finish();
  return { ...taken, at: resolve(order.to) };
};

/**
 * Copies a data directory as it is at one moment, beside a running system or without one, and reads the whole of the copy
 * before it gets its name. Refuses with a sentence; what is found wrong with the copy comes back as findings, and then the
 * copy stays unfinished, to be looked into.
 */
export const takeBackup = async (order: BackupOrder): Promise<TakenBackup> => {
  refuseWithin(order.data, order.to);
  const folder = openUnfinished(order.to, '--to');
  try {
    return await fill(order, folder);
  } catch (error) {
    folder.leave();
    throw error;
  }
};
