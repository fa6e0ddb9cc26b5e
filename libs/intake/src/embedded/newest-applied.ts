import { DatabaseSync } from 'node:sqlite';
import type { AcceptedMessage } from './read-accepted.js';
import { intakeFile } from './embedded-intake-log.js';

const applied = `SELECT m.receipt, m.id FROM outcome o JOIN message m ON m.receipt = o.receipt
  WHERE o.outcome = 'applied' ORDER BY o.number DESC LIMIT ?`;

/** The messages of a directory that were applied last, newest first. Reads only. */
export const newestApplied = (directory: string, limit: number): readonly Pick<AcceptedMessage, 'id' | 'receipt'>[] => {
  const database = new DatabaseSync(intakeFile(directory), { readOnly: true });
  try {
    // A log without its tables is one that nothing has come to yet.
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'outcome'").get() === undefined) return [];
    return database
      .prepare(applied)
      .all(limit)
      .map((row) => ({ receipt: row['receipt'] as number, id: row['id'] as string }));
  } finally {
    database.close();
  }
};
