import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { canonicalText } from '../canonical.js';
import type { Change, Collection, CollectionSpec, Document, DocumentStore } from '../documents.js';
import { bodyOf, SqliteCollection } from './sqlite-collection.js';
import { path, table } from './sqlite-query.js';

const create = (database: DatabaseSync, specs: readonly CollectionSpec[]): void => {
  for (const spec of specs) {
    database.exec(`CREATE TABLE IF NOT EXISTS ${table(spec.name)} (id TEXT PRIMARY KEY, trust TEXT NOT NULL, body TEXT NOT NULL) STRICT`);
    for (const field of spec.indexes)
      database.exec(
        `CREATE INDEX IF NOT EXISTS ${table(spec.name)}_${field.replace(/\W/g, '_')} ON ${table(spec.name)} (trust, ${path(field)})`,
      );
  }
  database.exec(
    'CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY CHECK (one = 1), applied INTEGER NOT NULL, done INTEGER NOT NULL) STRICT; INSERT OR IGNORE INTO progress VALUES (1, 0, 0);',
  );
};

const notNewer = `coalesce(json_type(held.body, '$.published') NOT IN ('integer', 'real'), TRUE) OR json_extract(held.body, '$.published') <= ?`;

// How far it is travels with the next document, or alone after so long. What a fall in between forgets is brought again and changes nothing.
const notedAfterMs = 50;

/** A read model in one SQLite file. Losing its last moments in a power cut is harmless: they are made again from the history. */
class SqliteDocuments implements DocumentStore {
  readonly #database: DatabaseSync;
  readonly #collections: ReadonlyMap<string, SqliteCollection<Document>>;
  readonly #statements = new Map<string, Readonly<Record<'put' | 'putCopy' | 'remove' | 'raw' | 'every' | 'nextTrust', StatementSync>>>();
  readonly #applied: StatementSync;
  readonly #done: StatementSync;
  #passed = 0;
  #isTogether = false;
  #soon: NodeJS.Timeout | undefined;

  constructor(database: DatabaseSync, specs: readonly CollectionSpec[]) {
    this.#database = database;
    this.#collections = new Map(specs.map((spec) => [spec.name, new SqliteCollection(this.#database, spec)]));
    for (const { name } of specs) {
      const put = `INSERT INTO ${table(name)} AS held (id, trust, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET trust = excluded.trust, body = excluded.body`;
      this.#statements.set(name, {
        put: this.#database.prepare(put),
        putCopy: this.#database.prepare(`${put} WHERE ${notNewer}`),
        remove: this.#database.prepare(`DELETE FROM ${table(name)} WHERE id = ?`),
        raw: this.#database.prepare(`SELECT body FROM ${table(name)} WHERE id = ?`),
        every: this.#database.prepare(`SELECT body FROM ${table(name)} ORDER BY id`),
        // From one trust to the next by the index: there are few trusts, and of each many documents.
        nextTrust: this.#database.prepare(`SELECT min(trust) AS trust FROM ${table(name)} WHERE trust > ?`),
      });
    }
    this.#applied = this.#database.prepare('UPDATE progress SET applied = max(applied, ?)');
    this.#done = this.#database.prepare('UPDATE progress SET done = max(done, ?), applied = max(applied, ?)');
  }

  collection<D extends Document>(name: string): Collection<D> {
    const found = this.#collections.get(name);
    if (found === undefined) throw new Error(`There is no collection ${name}.`);
    return found as unknown as Collection<D>;
  }

  raw<D extends Document>(name: string, id: string): Promise<D | undefined> {
    const row = this.#statementsOf(name).raw.get(id);
    return Promise.resolve(row === undefined ? undefined : (bodyOf(row) as D));
  }

  every<D extends Document>(name: string): Promise<readonly D[]> {
    return Promise.resolve(
      this.#statementsOf(name)
        .every.all()
        .map((row) => bodyOf(row) as D),
    );
  }

  trustsOf(name: string): Promise<readonly string[]> {
    const { nextTrust } = this.#statementsOf(name);
    const trusts: string[] = [];
    for (let next = ''; ;) {
      const { trust } = nextTrust.get(next) as { readonly trust: string | null };
      if (trust === null) return Promise.resolve(trusts);
      trusts.push(trust);
      next = trust;
    }
  }

  write(changes: readonly Change[], applied?: number): Promise<void> {
    for (const change of changes) {
      this.#collections.get('put' in change ? change.into : change.from)?.forget();
      if ('put' in change) this.#put(change.put, change.into);
      else this.#statementsOf(change.from).remove.run(change.remove);
    }
    if (applied !== undefined) this.#applied.run(applied);
    return Promise.resolve();
  }

  #put(document: Document, into: string): void {
    const { published } = document as Document & { readonly published?: unknown };
    const { put, putCopy } = this.#statementsOf(into);
    const values = [document._id, document.trust, canonicalText(document)] as const;
    if (typeof published === 'number') putCopy.run(...values, published);
    else put.run(...values);
  }

  async together<T>(work: () => Promise<T>): Promise<T> {
    this.#database.exec('BEGIN');
    this.#isTogether = true;
    try {
      const answer = await work();
      const passed = this.#passed;
      if (passed > 0) this.#done.run(passed, passed);
      this.#database.exec('COMMIT');
      if (this.#passed === passed) this.#passed = 0;
      return answer;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      for (const collection of this.#collections.values()) collection.forget();
      throw error;
    } finally {
      this.#isTogether = false;
    }
  }

  progress(): Promise<{ readonly applied: number; readonly done: number }> {
    this.#notePassed();
    return Promise.resolve(this.#database.prepare('SELECT applied, done FROM progress').get() as { applied: number; done: number });
  }

  done(position: number): Promise<void> {
    this.#passed = Math.max(this.#passed, position);
    this.#soon ??= setTimeout(() => {
      this.#notePassed();
    }, notedAfterMs).unref();
    return Promise.resolve();
  }

  #notePassed(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (this.#passed === 0 || this.#isTogether) return;
    this.#done.run(this.#passed, this.#passed);
    this.#passed = 0;
  }

  async *dump(): AsyncIterable<{ readonly collection: string; readonly id: string; readonly body: string }> {
    for (const name of [...this.#collections.keys()].sort()) {
      for (const row of this.#database.prepare(`SELECT id, body FROM ${table(name)} ORDER BY id`).iterate())
        yield await Promise.resolve({ collection: name, id: row['id'] as string, body: row['body'] as string });
    }
  }

  close(): Promise<void> {
    this.#notePassed();
    this.#database.close();
    return Promise.resolve();
  }

  #statementsOf(name: string) {
    const found = this.#statements.get(name);
    if (found === undefined) throw new Error(`There is no collection ${name}.`);
    return found;
  }
}

/** Opens or creates a read model; `:memory:` for one that lives as long as the process. */
export const openSqliteDocuments = (file: string, specs: readonly CollectionSpec[]): DocumentStore => {
  const database = new DatabaseSync(file);
  // A log is folded back on this thread. With one of 80 MB the slowest of 500 tasks took 66 to 89 ms, with this one 22 to 41.
  database.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000; PRAGMA cache_size=-8000; PRAGMA wal_autocheckpoint=200;',
  );
  create(database, specs);
  return new SqliteDocuments(database, specs);
};

/** A read model as it stands at this moment, while its owner goes on writing it. To compare with, never to write. */
export const openSqliteSnapshot = (file: string, specs: readonly CollectionSpec[]): DocumentStore => {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA query_only=ON; PRAGMA busy_timeout=10000; BEGIN;');
  database.prepare('SELECT count(*) FROM progress').get();
  return new SqliteDocuments(database, specs);
};
