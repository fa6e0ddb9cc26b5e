import type { CollectionSpec, DocumentStore } from '../documents.js';
import { currentGeneration, dropGenerations, nextGeneration } from './generations.js';
import type { MongoDatabase } from './mongo-database.js';
import { openMongoDocuments } from './mongo-documents.js';

/** A generation that was built beside the one its readers have open. */
export interface Built {
  readonly from: number;
  readonly to: number;
}

/**
 * Builds a new generation beside the current one, which goes on being read and written, and answers both for `switchTo`. Where the
 * consumer is on the bus, and through where it has reacted, is taken over from the current one before the building begins: what
 * comes meanwhile is brought again after the switch, and is reacted to. What could not be built to its end is dropped.
 */
export const buildBeside = async (
  { database, specs }: { readonly database: MongoDatabase; readonly specs: readonly CollectionSpec[] },
  build: (documents: DocumentStore) => Promise<void>,
): Promise<Built> => {
  const from = await currentGeneration(database);
  const to = await nextGeneration(database);
  const now = openMongoDocuments({ database, specs, generation: from });
  const beside = openMongoDocuments({ database, specs, generation: to });
  try {
    const { done } = await now.progress();
    for (const place of await now.places.all()) await beside.places.write(place);
    await build(beside);
    await beside.done(done);
    await beside.progress();
    return { from, to };
  } catch (error) {
    await dropGenerations(database, (generation) => generation === to).catch(() => []);
    throw error;
  } finally {
    await now.close();
    await beside.close();
  }
};
