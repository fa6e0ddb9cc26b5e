import type { Connection } from 'mongoose';
import { asked, isDuplicate } from './asked.js';
import type { MongoDatabase } from './mongo-database.js';

/** Which generation of a read model its readers open, and the newest that was begun. */
interface Generations {
  readonly _id: 'read-model';
  readonly current: number;
  readonly newest: number;
}
const one = { _id: 'read-model' } as const;
const generations = (connection: Connection) => connection.collection<Generations>('generations');

/** The name of a collection of one generation. */
export const collectionName = (generation: number, name: string): string => `g${String(generation)}.${name}`;
const generationOf = (collection: string): number => Number(/^g(\d+)\./.exec(collection)?.[1] ?? Number.NaN);

const begin = async (connection: Connection): Promise<void> => {
  try {
    await generations(connection).updateOne(one, { $setOnInsert: { current: 1, newest: 1 } }, { upsert: true });
  } catch (error) {
    // Somebody else has just begun.
    if (!isDuplicate(error)) throw error;
  }
};

/** The generation that whoever opens the read model now is given; the first where there is none yet. */
export const currentGeneration = async (database: MongoDatabase): Promise<number> => {
  const connection = await database.connection();
  return asked(async () => {
    const known = await generations(connection).findOne(one);
    if (known !== null) return known.current;
    await begin(connection);
    return (await generations(connection).findOne(one))?.current ?? 1;
  });
};

/** A number no other build has. */
export const nextGeneration = async (database: MongoDatabase): Promise<number> => {
  const connection = await database.connection();
  await currentGeneration(database);
  const after = await asked(() => generations(connection).findOneAndUpdate(one, { $inc: { newest: 1 } }, { returnDocument: 'after' }));
  if (after === null) throw new Error('The generations of this read model were removed meanwhile.');
  return after.newest;
};

/** Drops every collection of the generations that are wanted no more. Answers their numbers. */
export const dropGenerations = async (database: MongoDatabase, isUnwanted: (generation: number) => boolean): Promise<readonly number[]> => {
  const connection = await database.connection();
  return asked(async () => {
    const names = (await connection.listCollections()).map(({ name }) => name).filter((name) => isUnwanted(generationOf(name)));
    for (const name of names) await connection.dropCollection(name);
    return [...new Set(names.map(generationOf))].sort((a, b) => a - b);
  });
};

/**
 * Makes a generation the one that is opened from now on, in one write, and drops those before the one it takes the place of. That
 * one stays: whoever has it open goes on reading it until he is started anew, and must not find it empty. Rejects where `from` is no
 * longer current: another build was switched to meanwhile.
 */
export const switchTo = async (database: MongoDatabase, { from, to }: { readonly from: number; readonly to: number }): Promise<void> => {
  const connection = await database.connection();
  const { matchedCount } = await asked(() => generations(connection).updateOne({ ...one, current: from }, { $set: { current: to } }));
  if (matchedCount === 0)
    throw new Error(`Generation ${String(from)} of this read model is no longer the current one: another was switched to meanwhile.`);
  await dropGenerations(database, (generation) => generation < from);
};

/** Drops a generation that was built and is not to be switched to. The current one is never dropped. */
export const dropBuilt = async (database: MongoDatabase, built: number): Promise<void> => {
  const current = await currentGeneration(database);
  await dropGenerations(database, (generation) => generation === built && generation !== current);
};

/** Drops what came before the current generation. To be called when every reader has been started anew. Answers which were dropped. */
export const dropFormerGenerations = async (database: MongoDatabase): Promise<readonly number[]> => {
  const current = await currentGeneration(database);
  return dropGenerations(database, (generation) => generation < current);
};
