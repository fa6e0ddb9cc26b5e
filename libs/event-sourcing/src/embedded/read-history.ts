import { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '../event-store.js';
import { columns, eventOf, historyFile, inRows, type Row } from './embedded-event-store.js';

/** An event in the file that is none any more: not even its envelope can be read. */
export class DamagedHistory extends Error {
  constructor(position: number) {
    super(`The event at position ${String(position)} is damaged: its envelope cannot be read.`);
    this.name = 'DamagedHistory';
  }
}
const readRow = (row: Row): StoredEvent => {
  try {
    return eventOf(row);
  } catch {
    throw new DamagedHistory(row[0]);
  }
};

const everyEvent = function* (directory: string, wanted: string, after: number): Generator<StoredEvent> {
  const database = new DatabaseSync(historyFile(directory), { readOnly: true });
  try {
    const statement = inRows(database.prepare(`SELECT ${columns} FROM event WHERE ${wanted}`));
    for (const row of statement.iterate(after)) yield readRow(row as unknown as Row);
  } finally {
    database.close();
  }
};

/** The stored history of a directory in commit order, beside a running system or without one. Reads only. */
export const readHistory = (directory: string, after = 0): Generator<StoredEvent> =>
  everyEvent(directory, 'position > ? ORDER BY position', after);

/** The same from its end. */
export const readHistoryBackwards = (directory: string): Generator<StoredEvent> =>
  everyEvent(directory, 'position > ? ORDER BY position DESC', 0);

/** The message that an event was recorded because of; nothing where something else was its cause. */
export const causeOfMessage = ({ metadata }: StoredEvent): string | undefined =>
  metadata['role'] === 'feed' ? metadata['causationId'] : undefined;
