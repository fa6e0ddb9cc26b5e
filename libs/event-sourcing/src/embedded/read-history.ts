import { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '../event-store.js';
import { columns, eventOf, historyFile, inRows, type Row } from './embedded-event-store.js';

/** The stored history of a directory in commit order, beside a running system or without one. Reads only. */
export const readHistory = function* (directory: string, after = 0): Generator<StoredEvent> {
  const database = new DatabaseSync(historyFile(directory), { readOnly: true });
  try {
    const statement = inRows(database.prepare(`SELECT ${columns} FROM event WHERE position > ? ORDER BY position`));
    for (const row of statement.iterate(after)) yield eventOf(row as unknown as Row);
  } finally {
    database.close();
  }
};
