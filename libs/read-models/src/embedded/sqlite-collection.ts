import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Collection, CollectionSpec, Document, Filter, FindOptions } from '../documents.js';
import { chosen, firstByIndex, planFor, table } from './sqlite-query.js';

export const bodyOf = (row: Record<string, unknown>): unknown => JSON.parse(row['body'] as string);

/** One collection of a read model in a SQLite file. */
export class SqliteCollection<D extends Document> implements Collection<D> {
  readonly #prepared = new Map<string, StatementSync>();
  readonly #remembered = new Map<string, readonly D[]>();
  #version = -1;

  constructor(
    private readonly database: DatabaseSync,
    private readonly spec: CollectionSpec,
  ) {}

  get(trust: string, id: string): Promise<D | undefined> {
    const row = this.#prepare(`SELECT body FROM ${table(this.spec.name)} WHERE id = ? AND trust = ?`).get(id, trust);
    return Promise.resolve(row === undefined ? undefined : (bodyOf(row) as D));
  }

  find(trust: string, filter: Filter, options: FindOptions = {}): Promise<readonly D[]> {
    const isAll = Object.keys(filter).length + Object.keys(options).length === 0;
    return Promise.resolve(isAll ? this.#allOf(trust) : this.#select(trust, filter, options));
  }

  /** Something was written here, or taken back: what is remembered is read again. */
  forget(): void {
    this.#remembered.clear();
  }

  /** Everything of a trust, as the worklist asks for it with each page: read again only after something was written. */
  #allOf(trust: string): readonly D[] {
    // What another process wrote, as a rebuild does.
    const { data_version: version } = this.#prepare('PRAGMA data_version').get() as { data_version: number };
    if (version !== this.#version) this.forget();
    this.#version = version;
    const before = this.#remembered.get(trust);
    if (before !== undefined) return before;
    const all = this.#select(trust, {}, {});
    this.#remembered.set(trust, all);
    return all;
  }

  count(trust: string, filter: Filter): Promise<number> {
    const { where, values, rest } = planFor(this.spec, trust, filter);
    if (Object.keys(rest).length > 0) return Promise.resolve(this.#select(trust, filter, {}).length);
    return Promise.resolve(
      (this.#prepare(`SELECT count(*) AS n FROM ${table(this.spec.name)} WHERE ${where}`).get(...values) as { n: number }).n,
    );
  }

  #select(trust: string, filter: Filter, options: FindOptions): readonly D[] {
    const plan = planFor(this.spec, trust, filter);
    const { where, values, rest } = plan;
    const first = firstByIndex(this.spec, plan, options);
    const rows = this.#prepare(`SELECT body FROM ${table(this.spec.name)} WHERE ${where} ORDER BY ${first ?? 'id'}`).all(...values);
    const documents = rows.map((row) => bodyOf(row) as D);
    const isAnswered = first !== undefined || Object.keys(rest).length + Object.keys(options).length === 0;
    return isAnswered ? documents : chosen(documents, rest, options);
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
