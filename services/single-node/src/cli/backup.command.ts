import { resolve } from 'node:path';
import { instantText, systemClock } from '@rms/event-sourcing';
import { birthWithHistory } from '@rms/service-kit/embedded';
import type { OnProgress } from '../backup/examine.js';
import { restoreBackup } from '../backup/restore-backup.js';
import { takeBackup, type TakenBackup } from '../backup/take-backup.js';
import { defaultData, operatorFrom } from '../config.js';
import { recordReadingOf } from '../directory/record-reading.js';
import { finish, Progress, say, show, tell } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

export interface BackupOptions extends ReadOptions {
  readonly to: string;
}
export interface RestoreOptions extends ReadOptions {
  readonly from: string;
  readonly verify?: boolean;
}

const million = 1e6;
const megabytes = (bytes: number): string => `${(bytes / million).toFixed(1)} MB`;
const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** One bar after another, each for what is being done. */
const bars = (): { readonly onProgress: OnProgress; readonly end: () => void } => {
  let doing = '';
  let bar: Progress | undefined;
  return {
    onProgress: (what, done, of) => {
      if (what !== doing) {
        bar?.end();
        bar = new Progress(what);
        doing = what;
      }
      bar?.at(done, of);
    },
    end: () => {
      bar?.end();
    },
  };
};

const bytesOf = ({ manifest }: Pick<TakenBackup, 'manifest'>): number => manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);

const tellBackup = ({ manifest, at, heldMs }: TakenBackup, from: number, json: boolean | undefined): void => {
  const { takenAt, position, hash, events, streams, messages, files } = manifest;
  const bytes = bytesOf({ manifest });
  const tookMs = Math.round(performance.now() - from);
  show(
    json,
    {
      to: at,
      takenAt,
      position,
      hash,
      events,
      streams,
      messages,
      files: files.length,
      bytes,
      heldMs: Math.round(heldMs * 10) / 10,
      tookMs,
    },
    () =>
      `${at}: ${String(events)} events and ${String(messages)} messages, ${megabytes(bytes)}, read again and found whole, in ${seconds(from)}.\nNewest event: position ${String(position)}, hash ${hash ?? 'none'}. Write these down elsewhere: with them the end of the history cannot be cut off unseen.`,
  );
};

/** Copies a data directory as it is at one moment, reads the copy again, and gives it its name when it is whole. */
export const backupCommand = async (options: BackupOptions): Promise<void> => {
  const from = performance.now();
  const data = resolve(options.data ?? defaultData());
  birthWithHistory(data);
  await recordReadingOf(data, { operator: operatorFrom(), what: 'all events and messages, to copy them' });
  const { onProgress, end } = bars();
  const taken = await takeBackup({ data, to: resolve(options.to), takenAt: instantText(systemClock.now()), onProgress });
  end();
  for (const name of taken.leftOut) tell(`${name} is not in the backup: this release knows no such file in a data directory.`);
  if (taken.findings.length === 0) {
    tellBackup(taken, from, options.json);
    finish(0);
    return;
  }
  for (const finding of taken.findings) show(options.json, { finding }, () => finding);
  tell(`There is no backup. What was copied lies in ${taken.at}, to be looked into.`);
  finish(1);
};

/** Makes a data directory of a backup, or leaves nothing where something is wrong with it. */
export const restoreCommand = async (options: RestoreOptions): Promise<void> => {
  const from = performance.now();
  const data = resolve(options.data ?? defaultData());
  const verify = options.verify === true;
  const { onProgress, end } = bars();
  const { manifest, findings } = await restoreBackup({ from: resolve(options.from), data, verify, operator: operatorFrom(), onProgress });
  end();
  for (const finding of findings) show(options.json, { finding }, () => finding);
  if (findings.length > 0) {
    tell(`Nothing was restored: ${options.from} is not as it was backed up.`);
    finish(1);
    return;
  }
  const { takenAt, position, events, messages } = manifest;
  const machine = { from: resolve(options.from), data, takenAt, position, events, messages, verified: verify };
  if (options.json === true) say(JSON.stringify({ ...machine, tookMs: Math.round(performance.now() - from) }));
  else
    say(
      `${data}: as of ${takenAt}, ${String(events)} events and ${String(messages)} messages, in ${seconds(from)}.${verify ? ' Replayed: every outcome and every event is as the backup recorded.' : ''}\nWhat was sent or decided since is not in it.`,
    );
  finish(0);
};
