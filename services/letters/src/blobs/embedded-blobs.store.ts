import { DatabaseSync } from 'node:sqlite';
import { sha256 } from '@rms/event-sourcing';
import type { Blobs } from './blobs.js';
import { pagesFile } from './kept-pages.js';

/** Pages in a SQLite file of their own. What is read is held against its fingerprint: a page that was altered is not given out. */
export class EmbeddedBlobs implements Blobs {
  readonly #database: DatabaseSync;

  constructor(directory: string) {
    this.#database = new DatabaseSync(pagesFile(directory));
    this.#database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
      CREATE TABLE IF NOT EXISTS page (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TRIGGER IF NOT EXISTS page_is_never_changed BEFORE UPDATE ON page BEGIN SELECT RAISE(ABORT, 'a page is never changed'); END`);
  }

  put(bytes: Uint8Array): string {
    const name = sha256(bytes);
    this.#database.prepare('INSERT OR IGNORE INTO page (sha256, bytes) VALUES (?, ?)').run(name, bytes);
    return name;
  }

  get(name: string): Uint8Array | undefined {
    const row = this.#database.prepare('SELECT bytes FROM page WHERE sha256 = ?').get(name) as { readonly bytes: Uint8Array } | undefined;
    if (row === undefined) return undefined;
    if (sha256(row.bytes) !== name) throw new Error(`The page ${name} has been altered.`);
    return row.bytes;
  }

  close(): void {
    this.#database.close();
  }
}
