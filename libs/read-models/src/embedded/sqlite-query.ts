import type { SQLInputValue } from 'node:sqlite';
import { Query } from 'mingo';
import type { CollectionSpec, Document, Filter, FindOptions } from '../documents.js';

export const table = (name: string): string => `doc_${name.replace(/[^a-z0-9]/g, '_')}`;
export const path = (field: string): string => `json_extract(body, '$.${field.replace(/[^A-Za-z0-9_.]/g, '')}')`;
const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
// json_extract gives 1 and 0 for true and false.
const asSql = (value: string | number | boolean): SQLInputValue => (typeof value === 'boolean' ? Number(value) : value);

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
export const chosen = <D extends Document>(documents: D[], rest: Filter, { sort, skip = 0, limit }: FindOptions): readonly D[] => {
  const cursor = new Query(rest).find<D>(documents);
  const inOrder = sort === undefined ? cursor : cursor.sort({ ...sort });
  const found = skip === 0 ? inOrder : inOrder.skip(skip);
  return (limit === undefined ? found : found.limit(limit)).all();
};

// The first few by one field, as whoever looks for the next date asks: an index gives them without the others.
const isByOneField = (rest: Filter, { sort = {}, skip }: FindOptions): boolean =>
  Object.keys(rest).length === 0 && Object.keys(sort).length === 1 && skip === undefined;

export interface Plan {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
  /** What no index answers. */
  readonly rest: Filter;
  /** The field whose index the documents are looked up by. */
  readonly by: string | undefined;
}

/** How a filter is looked up: by its first indexed field, with what SQLite can compare beside it; the rest is compared afterwards. */
export const planFor = (spec: CollectionSpec, trust: string, filter: Filter): Plan => {
  const looked: (Condition & { readonly field: string })[] = [];
  for (const field of spec.indexes.filter((each) => each in filter)) {
    // By the first of its indexes a query is looked up; with a + before it SQLite uses no index for a further one. Half of a
    // collection may be open, and hardly any of it is one patient's.
    const condition = conditionFor(`${looked.length === 0 ? '' : '+'}${path(field)}`, filter[field]);
    if (condition !== undefined) looked.push({ field, ...condition });
  }
  const rest = Object.fromEntries(Object.entries(filter).filter(([field]) => !looked.some((c) => c.field === field)));
  return {
    where: ['trust = ?', ...looked.map((c) => c.sql)].join(' AND '),
    values: [trust, ...looked.flatMap((c) => c.values)],
    rest,
    by: looked[0]?.field,
  };
};

// Looked up by another field, the few that are found are sorted: in the order of this index SQLite would go through all.
const placeInOrder = (field: string, by: string | undefined): string =>
  by === undefined || by === field ? path(field) : `+${path(field)}`;

/** The order by which an index alone gives the first few; `undefined` where it does not. */
export const firstByIndex = (spec: CollectionSpec, { rest, by }: Plan, options: FindOptions): string | undefined => {
  const { limit, sort = {} } = options;
  if (limit === undefined || !isByOneField(rest, options)) return undefined;
  const [field, way] = Object.entries(sort)[0] ?? ['', 1];
  if (!spec.indexes.includes(field)) return undefined;
  return `${placeInOrder(field, by)} ${way === 1 ? 'ASC' : 'DESC'}, id LIMIT ${String(Math.trunc(limit))}`;
};
