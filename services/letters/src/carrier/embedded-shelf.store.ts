import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Behaviour, Shelf, Shelved } from './loopback-carrier.js';

type Row = Readonly<Record<string, string | number>>;
const shelved = (row: Row): Shelved => ({
  key: String(row['key']),
  reference: `LOOP-${String(row['number'])}`,
  to: String(row['recipient']),
  behaviour: row['behaviour'] as Behaviour,
  takenAt: String(row['taken_at']),
  timesGiven: Number(row['times_given']),
});

/** The loopback carrier's shelf in a file of its own, so that it outlives the process that gave it a letter. */
export class EmbeddedShelf implements Shelf {
  readonly #database: DatabaseSync;

  constructor(directory: string) {
    this.#database = new DatabaseSync(join(directory, 'loopback-carrier.db'));
    this.#database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
      CREATE TABLE IF NOT EXISTS item (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, behaviour TEXT NOT NULL, taken_at TEXT NOT NULL, times_given INTEGER NOT NULL DEFAULT 1) STRICT`);
  }

  put({ key, to, behaviour, takenAt }: Omit<Shelved, 'timesGiven' | 'reference'>): Shelved {
    const row = this.#database
      .prepare(
        `INSERT INTO item (key, recipient, behaviour, taken_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET times_given = times_given + 1 RETURNING *`,
      )
      .get(key, to, behaviour, takenAt);
    return shelved(row as Row);
  }

  get(key: string): Shelved | undefined {
    const row = this.#database.prepare('SELECT * FROM item WHERE key = ?').get(key) as Row | undefined;
    return row === undefined ? undefined : shelved(row);
  }

  close(): void {
    this.#database.close();
  }
}
