import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Query } from 'mingo';
import type { Collection, CollectionSpec, Document, Filter, FindOptions } from '../documents.js';

/** The table of a collection. */
export const table = (name: string): string => `doc_${name.replace(/[^a-z0-9]/g, '_')}`;
/** A field of a document, as an index has it. */
export const path = (field: string): string => `json_extract(body, '$.${field.replace(/[^A-Za-z0-9_.]/g, '')}')`;
const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
// json_extract gives 1 and 0 for true and false.
const asSql = (value: string | number | boolean): SQLInputValue => (typeof value === 'boolean' ? Number(value) : value);
/** A document as it was stored. */
export const bodyOf = (row: Record<string, unknown>): unknown => JSON.parse(row['body'] as string);

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

/** One kind of document in a SQLite file. */
export class SqliteCollection<D extends Document> implements Collection<D> {
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
