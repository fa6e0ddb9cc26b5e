import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sha256 } from '@rms/event-sourcing';
import { DamagedBlob, type Blobs } from './blobs.js';

// The first blobs were pages of letters, and their files are still read.
const schema = `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
  CREATE TABLE IF NOT EXISTS page (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS page_is_never_changed BEFORE UPDATE ON page BEGIN SELECT RAISE(ABORT, 'a page is never changed'); END`;

/** Blobs in a SQLite file of their own, which keeps the bytes and not what they are. What is read is held against its name. */
export class EmbeddedBlobs implements Blobs {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(schema);
  }

  async put(bytes: Uint8Array): Promise<string> {
    const name = sha256(bytes);
    this.#database.prepare('INSERT OR IGNORE INTO page (sha256, bytes) VALUES (?, ?)').run(name, bytes);
    return Promise.resolve(name);
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    const row = this.#database.prepare('SELECT bytes FROM page WHERE sha256 = ?').get(name) as { readonly bytes: Uint8Array } | undefined;
    if (row !== undefined && sha256(row.bytes) !== name) throw new DamagedBlob(name, 'it has been altered');
    return Promise.resolve(row?.bytes);
  }

  close(): void {
    this.#database.close();
  }
}

export interface KeptBlob {
  /** The name under which it is kept. */
  readonly sha256: string;
  /** Whether that is the fingerprint of what is there. */
  readonly isAsKept: boolean;
}

/** Every blob of a file, held against its name; beside a running system or in a copy. Nothing where there is no file. */
export function* blobsKeptIn(file: string): Generator<KeptBlob> {
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare('SELECT sha256, bytes FROM page').iterate() as Iterable<{
      readonly sha256: string;
      readonly bytes: Uint8Array;
    }>;
    for (const row of rows) yield { sha256: row.sha256, isAsKept: sha256(row.bytes) === row.sha256 };
  } finally {
    database.close();
  }
}
