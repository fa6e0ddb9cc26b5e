import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartRefused } from '../standing/start-refused.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
// A name that leads out of the folder would be written outside it.
const plainName = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);

const manifestShape = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  /** Format of the data directory that was copied. */
  directoryFormat: z.number().int(),
  /** The newest event, and the hash in its envelope; none where nothing was recorded yet. */
  position: count,
  hash: digest.nullable(),
  events: count,
  streams: count,
  /** Every accepted message, how many came to which outcome, and one digest over all of them in order of receipt. */
  messages: count,
  outcomes: z.record(z.string(), count),
  outcomesSha256: digest,
  /** Of the sums of who is held, reckoned from the history alone. */
  heldSha256: digest,
  files: z.array(z.strictObject({ name: plainName, bytes: count, sha256: digest })).min(1),
});

/** What a backup says of itself, by which a restore finds out whether it is whole. */
export type BackupManifest = z.infer<typeof manifestShape>;
export type BackupFile = BackupManifest['files'][number];

export const backupFormat = 1;
export const manifestName = 'backup.json';
export const isBackup = (path: string): boolean => existsSync(join(path, manifestName));

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartRefused(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** A format as it was written, for a sentence. */
export const formatIn = (written: unknown): string => {
  const { success, data } = z.object({ format: z.unknown() }).safeParse(written);
  return success && data.format !== undefined ? JSON.stringify(data.format) : 'none';
};

const firstProblem = ({ issues }: z.ZodError): string => issues.map(({ path, message }) => `${path.join('.')}: ${message}`)[0] ?? '';

/** The manifest of a backup. Refuses a folder that has none, one of another format, and one that does not fit its shape. */
export const readManifest = (path: string): BackupManifest => {
  if (!isBackup(path))
    throw new StartRefused(`There is no finished backup at ${path}: ${manifestName} is missing. Name another with --from.`);
  const written = readJson(join(path, manifestName));
  const format = formatIn(written);
  if (format !== String(backupFormat))
    throw new StartRefused(`The backup ${path} has format ${format}; this release reads format ${String(backupFormat)}.`);
  const read = manifestShape.safeParse(written);
  if (!read.success) throw new StartRefused(`${manifestName} of the backup ${path} is not whole: ${firstProblem(read.error)}.`);
  return read.data;
};
