import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Query } from 'mingo';
import { canonicalText } from '../canonical.js';
import type { Change, Collection, CollectionSpec, Document, DocumentStore, Filter, FindOptions } from '../documents.js';

const table = (name: string): string => `doc_${name.replace(/[^a-z0-9]/g, '_')}`;
const path = (field: string): string => `json_extract(body, '$.${field.replace(/[^A-Za-z0-9_.]/g, '')}')`;
const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
// json_extract gives 1 and 0 for true and false.
const asSql = (value: string | number | boolean): SQLInputValue => (typeof value === 'boolean' ? Number(value) : value);
const bodyOf = (row: Record<string, unknown>): unknown => JSON.parse(row['body'] as string);

const comparisons: Readonly<Record<string, string>> = { $gte: '>=', $gt: '>', $lt: '<', $lte: '<=' };
interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

const among = (place: string, wanted: readonly unknown[]): Condition | undefined =>
  wanted.every(isPlain) ? { sql: `${place} IN (${wanted.map(() => '?').join(',')})`, values: wanted.map(asSql) } : undefined;

const conditionFor = (place: string, wanted: unknown): Condition | undefined => {
  if (isPlain(wanted)) return { sql: `${place} = ?`, values: [asSql(wanted)] };
  if (typeof wanted !== 'object' || wanted === null) return undefined;
  if ('$in' in wanted && Array.isArray(wanted.$in)) return among(place, wanted.$in);
  const bounds = Object.entries(wanted);
  if (!bounds.every(([operator, bound]) => operator in comparisons && isPlain(bound))) return undefined;
  return {
    sql: bounds.map(([operator]) => `${place} ${comparisons[operator] ?? ''} ?`).join(' AND '),
    values: bounds.map(([, bound]) => asSql(bound as string)),
  };
};

// What no index answers.
const chosen = <D extends Document>(documents: D[], rest: Filter, { sort, skip = 0, limit }: FindOptions): readonly D[] => {
  const cursor = new Query(rest).find<D>(documents);
  const inOrder = sort === undefined ? cursor : cursor.sort({ ...sort });
  const found = skip === 0 ? inOrder : inOrder.skip(skip);
  return (limit === undefined ? found : found.limit(limit)).all();
};

// The first few by one field, as whoever looks for the next date asks: an index gives them without the others.
const isByOneField = (rest: Filter, { sort = {}, skip }: FindOptions): boolean =>
  Object.keys(rest).length === 0 && Object.keys(sort).length === 1 && skip === undefined;

class SqliteCollection<D extends Document> implements Collection<D> {
  readonly #prepared = new Map<string, StatementSync>();

  constructor(
    private readonly database: DatabaseSync,
    private readonly spec: CollectionSpec,
  ) {}

  get(trust: string, id: string): Promise<D | undefined> {
    const row = this.#prepare(`SELECT body FROM ${table(this.spec.name)} WHERE id = ? AND trust = ?`).get(id, trust);
    return Promise.resolve(row === undefined ? undefined : (bodyOf(row) as D));
  }

  find(trust: string, filter: Filter, options: FindOptions = {}): Promise<readonly D[]> {
    return Promise.resolve(this.#select(trust, filter, options));
  }

  count(trust: string, filter: Filter): Promise<number> {
    const { where, values, rest } = this.#plan(trust, filter);
    if (Object.keys(rest).length > 0) return Promise.resolve(this.#select(trust, filter, {}).length);
    return Promise.resolve(
      (this.#prepare(`SELECT count(*) AS n FROM ${table(this.spec.name)} WHERE ${where}`).get(...values) as { n: number }).n,
    );
  }

  #plan(trust: string, filter: Filter): { readonly where: string; readonly values: readonly SQLInputValue[]; readonly rest: Filter } {
    const looked: (Condition & { readonly field: string })[] = [];
    for (const field of this.spec.indexes.filter((each) => each in filter)) {
      // By the first of its indexes a query is looked up; with a + before it SQLite uses no index for a further one. Half of a
      // collection may be open, and hardly any of it is one patient's.
      const condition = conditionFor(`${looked.length === 0 ? '' : '+'}${path(field)}`, filter[field]);
      if (condition !== undefined) looked.push({ field, ...condition });
    }
    const rest = Object.fromEntries(Object.entries(filter).filter(([field]) => !looked.some((c) => c.field === field)));
    return { where: ['trust = ?', ...looked.map((c) => c.sql)].join(' AND '), values: [trust, ...looked.flatMap((c) => c.values)], rest };
  }

  #select(trust: string, filter: Filter, options: FindOptions): readonly D[] {
    const { where, values, rest } = this.#plan(trust, filter);
    const first = this.#firstByIndex(rest, options);
    const rows = this.#prepare(`SELECT body FROM ${table(this.spec.name)} WHERE ${where} ORDER BY ${first ?? 'id'}`).all(...values);
    const documents = rows.map((row) => bodyOf(row) as D);
    const isAnswered = first !== undefined || Object.keys(rest).length + Object.keys(options).length === 0;
    return isAnswered ? documents : chosen(documents, rest, options);
  }

  #firstByIndex(rest: Filter, options: FindOptions): string | undefined {
    const { limit, sort = {} } = options;
    const [field = ''] = Object.keys(sort);
    if (limit === undefined || !isByOneField(rest, options) || !this.spec.indexes.includes(field)) return undefined;
    return `${path(field)} ${sort[field] === 1 ? 'ASC' : 'DESC'}, id LIMIT ${String(Math.trunc(limit))}`;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

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

// How far it is travels with the next document, or alone after so long. What a fall in between forgets is brought again and changes nothing.
const notedAfterMs = 50;

/** A read model in one SQLite file. Losing its last moments in a power cut is harmless: they are made again from the history. */
class SqliteDocuments implements DocumentStore {
  readonly #database: DatabaseSync;
  readonly #collections: ReadonlyMap<string, SqliteCollection<Document>>;
  readonly #statements = new Map<string, Readonly<Record<'put' | 'remove' | 'raw' | 'every' | 'nextTrust', StatementSync>>>();
  readonly #applied: StatementSync;
  readonly #done: StatementSync;
  #passed = 0;
  #isTogether = false;
  #soon: NodeJS.Timeout | undefined;

  constructor(database: DatabaseSync, specs: readonly CollectionSpec[]) {
    this.#database = database;
    this.#collections = new Map(specs.map((spec) => [spec.name, new SqliteCollection(this.#database, spec)]));
    for (const { name } of specs) {
      this.#statements.set(name, {
        put: this.#database.prepare(
          `INSERT INTO ${table(name)} (id, trust, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET trust = excluded.trust, body = excluded.body`,
        ),
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
      if ('put' in change) this.#statementsOf(change.into).put.run(change.put._id, change.put.trust, canonicalText(change.put));
      else this.#statementsOf(change.from).remove.run(change.remove);
    }
    if (applied !== undefined) this.#applied.run(applied);
    return Promise.resolve();
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
