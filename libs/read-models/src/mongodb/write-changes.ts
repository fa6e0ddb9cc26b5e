import mongoose, { type mongo } from 'mongoose';
import type { Change, Document } from '../documents.js';
import { asked, isDuplicate } from './asked.js';
import type { Stored } from './mongo-collection.js';
import { storedForm } from './stored-form.js';

type Target = mongo.Collection<Stored>;
type Operation = mongo.AnyBulkWriteOperation<Stored>;

/** Changes of one collection that follow one another. */
export interface Run {
  readonly collection: string;
  readonly changes: readonly Change[];
}

const collectionOf = (change: Change): string => ('put' in change ? change.into : change.from);

/** Changes in their order, those of one collection that follow one another together. */
export const runsOf = (changes: readonly Change[]): readonly Run[] => {
  const runs: { readonly collection: string; readonly changes: Change[] }[] = [];
  for (const change of changes) {
    const last = runs.at(-1);
    if (last?.collection === collectionOf(change)) last.changes.push(change);
    else runs.push({ collection: collectionOf(change), changes: [change] });
  }
  return runs;
};

// A handler that went on after its partition was given to another must not put an older copy over a newer one.
const unlessNewer = (document: Document): mongo.Filter<Stored> => {
  const { published } = document as Document & { readonly published?: unknown };
  const own = { _id: document._id };
  return typeof published === 'number' ? { ...own, published: { $not: { $gt: published } } } : own;
};

const operationOf = (change: Change, upsert: boolean): Operation =>
  'put' in change
    ? { replaceOne: { filter: unlessNewer(change.put), replacement: storedForm(change.put) as unknown as Stored, upsert } }
    : { deleteOne: { filter: { _id: change.remove } } };

const failedAt = (error: unknown): number | undefined => {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError) || !isDuplicate(error)) return undefined;
  const [first] = [error.writeErrors].flat();
  return first?.index;
};

/**
 * Writes a run in order. Where a document could not be put because there is one of its id, it is either a newer one, which stays, or
 * one that another writer put in the same moment, which may be older: the second try replaces that and puts nothing new.
 */
export const writeRun = async (target: Target, changes: readonly Change[]): Promise<void> => {
  let left = changes;
  let isSecondTry = false;
  while (left.length > 0) {
    const operations = left.map((change, index) => operationOf(change, !(isSecondTry && index === 0)));
    const failed = await asked(() => bulk(target, operations));
    if (failed === undefined) return;
    left = left.slice(failed);
    isSecondTry = true;
  }
};

const bulk = async (target: Target, operations: readonly Operation[]): Promise<number | undefined> => {
  try {
    await target.bulkWrite([...operations], { ordered: true });
    return undefined;
  } catch (error) {
    const at = failedAt(error);
    if (at === undefined) throw error;
    return at;
  }
};
