import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { causeOfMessage, historyFile, isSigned, readHead, readHistoryBackwards, type TreeHead } from '@rms/event-sourcing';
import { intakeFile, newestApplied } from '@rms/intake';
import { StartRefused } from '../standing/start-refused.js';

/** A thing that a file says of the history, and the position that the history must have come to for it to be so. */
interface Mark {
  readonly position: number;
  readonly what: string;
}

// A read model that cannot be read is made anew, and says nothing about the history.
const comeTo = (file: string): number => {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return (database.prepare('SELECT max(applied, done) AS position FROM progress').get() as { readonly position: number }).position;
    } finally {
      database.close();
    }
  } catch {
    return 0;
  }
};

const inReadModels = (path: string): readonly Mark[] => {
  const views = join(path, 'views');
  const names = existsSync(views) ? readdirSync(views).filter((name) => name.endsWith('.db')) : [];
  return names.sort().map((name) => {
    const position = comeTo(join(views, name));
    return { position, what: `the read model of ${name.slice(0, -'.db'.length)} has come to position ${String(position)}` };
  });
};

const inHeads = (path: string): readonly Mark[] => {
  const file = join(path, 'heads.jsonl');
  const heads = (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n').map(readHead);
  const [largest] = heads.filter((head): head is TreeHead => head !== undefined && isSigned(head)).sort((a, b) => b.size - a.size);
  return largest === undefined
    ? []
    : [{ position: largest.size, what: `a head over ${String(largest.size)} events was signed on ${largest.time}` }];
};

// What was applied last is looked for from the end of the history: where all is well it is found at once.
const looksAt = 20;
const inIntake = (path: string): readonly string[] => {
  if (!existsSync(intakeFile(path))) return [];
  const wanted = new Map(newestApplied(path, looksAt).map(({ id, receipt }) => [id, receipt]));
  for (const event of wanted.size === 0 ? [] : readHistoryBackwards(path)) {
    wanted.delete(causeOfMessage(event) ?? '');
    if (wanted.size === 0) break;
  }
  return [...wanted.values()]
    .sort((a, b) => a - b)
    .slice(0, 1)
    .map((receipt) => `message ${String(receipt)} of the intake log was applied, and nothing in the history was recorded because of it`);
};

// A file without its table is one to which nothing was ever written.
const lastIn = (path: string): number => {
  const database = new DatabaseSync(historyFile(path), { readOnly: true });
  try {
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'event'").get() === undefined) return 0;
    return (database.prepare('SELECT coalesce(max(position), 0) AS last FROM event').get() as { readonly last: number }).last;
  } finally {
    database.close();
  }
};

/** How far a history goes, and everything beside it that is further on, in words; nothing where the history is the newest. */
export interface FurtherOn {
  readonly last: number;
  readonly marks: readonly string[];
}

/**
 * What lies beside a history and has come further than it. Every file follows the history and none goes before it, so that this is
 * an older copy, or one whose end was cut off. May be asked beside a running system.
 */
export const furtherThanTheHistory = (path: string): FurtherOn => {
  const beside = [...inReadModels(path), ...inHeads(path)];
  const last = lastIn(path);
  return { last, marks: [...beside.filter(({ position }) => position > last).map(({ what }) => what), ...inIntake(path)] };
};

/** Refuses to go on with a history that is older than what lies beside it: new facts would take the places of those that are missing. */
export const refuseOlderHistory = (path: string): void => {
  if (!existsSync(historyFile(path))) return;
  const { last, marks } = furtherThanTheHistory(path);
  if (marks.length > 0)
    throw new StartRefused(
      `The history of the data directory ${path} ends at position ${String(last)}, and other files in it are further on: ${marks.join('; ')}. An older copy of history.db lies in its place, or its end was cut off. Put the newest history.db back, with the history.db-wal beside it; where there is none, restore a whole backup into another folder (rms restore).`,
    );
};
