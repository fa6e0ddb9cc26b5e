import type { Connection, Model, mongo } from 'mongoose';
import { canonicalText } from '../canonical.js';
import type { Change, Collection, CollectionSpec, Document, DocumentStore } from '../documents.js';
import { asked } from './asked.js';
import { collectionName, currentGeneration } from './generations.js';
import { MongoCollection, modelOf, type Stored } from './mongo-collection.js';
import type { MongoDatabase } from './mongo-database.js';
import { MongoPlaces } from './mongo-places.js';
import { MongoProgress } from './mongo-progress.js';
import { writtenForm } from './stored-form.js';
import { runsOf, writeRun } from './write-changes.js';

export interface MongoDocumentsParts {
  readonly database: MongoDatabase;
  readonly specs: readonly CollectionSpec[];
  /** Which generation to open; the current one where none is named. */
  readonly generation?: number;
  /** Told when the server no longer holds what it had answered as written: its consumer has to begin where it now is. */
  readonly onLost?: () => void;
}

/** One generation as it is open. */
interface Opened {
  readonly connection: Connection;
  readonly generation: number;
  readonly models: ReadonlyMap<string, Model<Stored>>;
}

const open = async ({ database, specs, generation: named }: MongoDocumentsParts): Promise<Opened> => {
  const connection = await database.connection();
  const generation = named ?? (await currentGeneration(database));
  const models = new Map(specs.map((spec) => [spec.name, modelOf(connection, collectionName(generation, `doc.${spec.name}`), spec)]));
  for (const model of models.values()) await asked(() => model.createIndexes());
  return { connection, generation, models };
};

/** A read model in MongoDB: one generation of its collections, how far it is, and its places on the bus. */
export class MongoDocuments implements DocumentStore {
  /** Where its consumer is on the bus: lost and kept with the documents. */
  readonly places: MongoPlaces;
  readonly #parts: MongoDocumentsParts;
  readonly #collections: ReadonlyMap<string, MongoCollection<Document>>;
  readonly #progress: MongoProgress;
  #opened: Promise<Opened> | undefined;

  constructor(parts: MongoDocumentsParts) {
    this.#parts = parts;
    this.#collections = new Map(parts.specs.map(({ name }) => [name, new MongoCollection(() => this.#model(name))]));
    this.#progress = new MongoProgress(() => this.#beside('progress'), parts.onLost ?? (() => undefined));
    this.places = new MongoPlaces(() => this.#beside('places'));
  }

  /** Which generation is open. */
  async generation(): Promise<number> {
    return (await this.#open()).generation;
  }

  collection<D extends Document>(name: string): Collection<D> {
    const found = this.#collections.get(name);
    if (found === undefined) throw new Error(`There is no collection ${name}.`);
    return found as unknown as Collection<D>;
  }

  async raw<D extends Document>(name: string, id: string): Promise<D | undefined> {
    const model = await this.#model(name);
    const found = await asked(() => model.findOne({ _id: id }).lean());
    return found === null ? undefined : (writtenForm(found) as D);
  }

  async every<D extends Document>(name: string): Promise<readonly D[]> {
    const model = await this.#model(name);
    const found = await asked(() => model.find().sort({ _id: 1 }).lean());
    return found.map((each) => writtenForm(each) as D);
  }

  async trustsOf(name: string): Promise<readonly string[]> {
    const model = await this.#model(name);
    return (await asked(() => model.distinct('trust'))).sort();
  }

  async write(changes: readonly Change[], applied?: number): Promise<void> {
    this.#progress.refuseWhereLost();
    for (const { collection, changes: run } of runsOf(changes)) {
      const model = await this.#model(collection);
      // Past the model: what a document of ours may be called, errors or save, mongoose has on its own.
      await writeRun(model.collection as unknown as mongo.Collection<Stored>, run);
    }
    if (applied !== undefined) this.#progress.note({ applied });
  }

  together<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  progress(): Promise<{ readonly applied: number; readonly done: number }> {
    return this.#progress.read();
  }

  done(position: number): Promise<void> {
    this.#progress.note({ done: position });
    return Promise.resolve();
  }

  async *dump(): AsyncIterable<{ readonly collection: string; readonly id: string; readonly body: string }> {
    for (const name of [...this.#collections.keys()].sort()) {
      const documents = (await this.#model(name)).find().sort({ _id: 1 }).lean().cursor();
      for (let next = await asked(() => documents.next()); next !== null; next = await asked(() => documents.next()))
        yield { collection: name, id: next._id, body: canonicalText(writtenForm(next)) };
    }
  }

  /** Writes down how far it is, where it can. The database stays open: it belongs to whoever opened it. */
  async close(): Promise<void> {
    await this.#progress.writeDown().catch(() => undefined);
  }

  #open(): Promise<Opened> {
    this.#opened ??= open(this.#parts).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #model(name: string): Promise<Model<Stored>> {
    const model = (await this.#open()).models.get(name);
    if (model === undefined) throw new Error(`There is no collection ${name}.`);
    return model;
  }

  async #beside<Kept extends mongo.BSON.Document>(name: string): Promise<mongo.Collection<Kept>> {
    const { connection, generation } = await this.#open();
    return connection.getClient().db(connection.name).collection<Kept>(collectionName(generation, name));
  }
}

/**
 * A read model in MongoDB. Nothing is asked of the server before the first question; one that is away then rejects with
 * `StoreUnavailable`, and the next question tries again. It stays with the generation it has opened: after a switch it is to be
 * opened anew.
 */
export const openMongoDocuments = (parts: MongoDocumentsParts): MongoDocuments => new MongoDocuments(parts);
