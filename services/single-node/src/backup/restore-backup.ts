import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openEmbeddedEventStore, systemClock } from '@rms/event-sourcing';
import { directoryFormat, keepingOf, readManifest, viewsFile, type BackupManifest } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { buildInto } from '../directory/build-read-models.js';
import { readModels } from '../rebuilding/read-models.js';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { recordReading } from '../directory/record-reading.js';
import { examine, type Examined, type OnProgress } from './examine.js';
import { copyDurably, digestOf } from './files-on-disk.js';
import { openUnfinished, type UnfinishedFolder } from './unfinished-folder.js';

export interface RestoreOrder {
  /** The backup. */
  readonly from: string;
  /** The data directory that is to be. */
  readonly data: string;
  /** Whether to replay it too: the whole copy is read, read models are built, and what it says is held against what the backup recorded. */
  readonly verify: boolean;
  readonly operator: string;
  readonly onProgress: OnProgress;
}

export interface RestoredBackup {
  readonly manifest: BackupManifest;
  readonly findings: readonly string[];
}

const birth = 'directory.json';

const refuseWhatCannotBeRestored = (from: string, { directoryFormat: written, files }: BackupManifest): void => {
  if (written !== directoryFormat)
    throw new StartRefused(
      `The backup ${from} is of a data directory of format ${String(written)}; this release reads format ${String(directoryFormat)}.`,
    );
  const foreign = files.find(({ name }) => [undefined, 'made-anew'].includes(keepingOf(name)));
  if (foreign !== undefined) throw new StartRefused(`The backup ${from} names ${foreign.name}, which is no part of a data directory.`);
  const missing = [birth, 'history.db', 'identifiers.secret'].find((name) => !files.some((file) => file.name === name));
  if (missing !== undefined)
    throw new StartRefused(`The backup ${from} does not name ${missing}, without which no directory can be started.`);
};

const differs = (name: string): string => `${name} is not what was backed up`;

/** Copies every file but the birth, and says which are not those that were backed up. */
const copyFiles = ({ from, onProgress }: RestoreOrder, manifest: BackupManifest, to: string): readonly string[] => {
  const of = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    onProgress('Copying', done, of);
  };
  return manifest.files.flatMap(({ name, bytes, sha256 }) => {
    const file = join(from, name);
    if (!existsSync(file)) return [`${name} is missing from the backup`];
    const found = name === birth ? digestOf(file, onBytes) : copyDurably(file, join(to, name), onBytes);
    return found.bytes === bytes && found.sha256 === sha256 ? [] : [differs(name)];
  });
};

type Said = Omit<Examined, 'findings'>;
const inOneOrder = (counts: Readonly<Record<string, number>>): string => JSON.stringify(Object.entries(counts).sort());
// What a backup records of itself is held against its replay by one line each.
const comparisons: readonly (readonly [what: string, of: (said: Said) => string])[] = [
  ['the position of the newest event', ({ position }) => String(position)],
  ['the hash of the newest event', ({ hash }) => hash ?? 'none'],
  ['the number of events', ({ events }) => String(events)],
  ['the number of streams', ({ streams }) => String(streams)],
  ['the number of messages', ({ messages }) => String(messages)],
  ['how many messages came to which outcome', ({ outcomes }) => inOneOrder(outcomes)],
  ['the outcomes of the messages', ({ outcomesSha256 }) => outcomesSha256],
  ['who is held and who is lost', ({ heldSha256 }) => heldSha256],
];

/** Where a replay does not say what the backup recorded, one sentence each. */
export const differencesFrom = (recorded: Said, replayed: Said): readonly string[] =>
  comparisons
    .filter(([, of]) => of(recorded) !== of(replayed))
    .map(([what, of]) => `${what}: the backup recorded ${of(recorded)}, and the copy says ${of(replayed)}`);

/** Builds every read model from the restored history. A fact that one of them cannot take in is a finding. */
const replay = async ({ onProgress }: RestoreOrder, directory: string, through: number): Promise<readonly string[]> => {
  mkdirSync(join(directory, 'views'), { mode: 0o700 });
  const findings: string[] = [];
  for (const model of readModels)
    await buildInto(directory, model, {
      file: viewsFile(directory, model.service),
      through,
      // Nobody knows which reactions had run when the copy was made: all of them run at the start, and to react twice is to react once.
      done: 0,
      onProgress: (at) => {
        onProgress(`Building ${model.service}`, at, through);
      },
      onIncident: (what) => {
        findings.push(what);
      },
    });
  return findings;
};

const recordVerification = async (directory: string, operator: string): Promise<void> => {
  const store = await openEmbeddedEventStore(directory, systemClock);
  await recordReading(store, await ClinicalClock.of(store, systemClock), {
    operator,
    what: 'all events, to verify the copy that they were restored from',
  });
  await store.close();
};

const verifyRestored = async (order: RestoreOrder, manifest: BackupManifest, directory: string): Promise<readonly string[]> => {
  const { findings, ...said } = await examine(directory, order.onProgress);
  if (findings.length > 0) return findings;
  const replayed = await replay(order, directory, said.position);
  await recordVerification(directory, order.operator);
  return [...differencesFrom(manifest, said), ...replayed];
};

const fill = async (order: RestoreOrder, manifest: BackupManifest, folder: UnfinishedFolder): Promise<readonly string[]> => {
  const inFiles = copyFiles(order, manifest, folder.path);
  const findings = inFiles.length === 0 && order.verify ? await verifyRestored(order, manifest, folder.path) : inFiles;
  if (findings.length > 0) {
    folder.remove();
    return findings;
  }
  // Without it a directory that has a history is not started.
  writeFileSync(join(folder.path, birth), readFileSync(join(order.from, birth)), { mode: 0o600, flush: true });
  folder.finish();
  return [];
};

/**
 * Makes a data directory of a backup. It can be started only when every file in it has the digest that the backup recorded
 * and, with `verify`, when its replay says what the backup recorded. Refuses with a sentence; what is found wrong comes back
 * as findings, and then nothing is left.
 */
export const restoreBackup = async (order: RestoreOrder): Promise<RestoredBackup> => {
  const manifest = readManifest(order.from);
  refuseWhatCannotBeRestored(order.from, manifest);
  const folder = openUnfinished(resolve(order.data), '--data');
  try {
    return { manifest, findings: await fill(order, manifest, folder) };
  } catch (error) {
    folder.leave();
    throw error;
  }
};
