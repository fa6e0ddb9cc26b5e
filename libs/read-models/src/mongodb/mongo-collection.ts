import { Schema, type Connection, type Model } from 'mongoose';
import type { Collection, CollectionSpec, Document, Filter, FindOptions } from '../documents.js';
import { asked } from './asked.js';
import { storedFilter, storedPath, writtenForm } from './stored-form.js';

/** A document of a read model as the server knows it: what else is in it is the service’s own. */
export interface Stored {
  readonly _id: string;
  readonly trust: string;
}

/**
 * Each field is looked up within its trust, and gives its documents in order, ties by their ids. An index can be gone through
 * backwards, but then the ids would run backwards too: newest first is an index of its own.
 */
export const indexesOf = (spec: CollectionSpec): readonly Readonly<Record<string, 1 | -1>>[] => [
  { trust: 1, _id: 1 },
  ...spec.indexes.map(storedPath).flatMap(
    (field) =>
      [
        { trust: 1, [field]: 1, _id: 1 },
        { trust: 1, [field]: -1, _id: 1 },
      ] as const,
  ),
];

/** The model of one collection. Documents are kept as they are given: no version, no casting but of the id and the trust. */
export const modelOf = (connection: Connection, name: string, spec: CollectionSpec): Model<Stored> => {
  const known = connection.models[name] as Model<Stored> | undefined;
  if (known !== undefined) return known;
  const schema = new Schema<Stored>(
    { _id: { type: String, required: true }, trust: { type: String, required: true } },
    { collection: name, strict: false, strictQuery: false, versionKey: false, id: false, minimize: false },
  );
  for (const index of indexesOf(spec)) schema.index(index);
  return connection.model<Stored>(name, schema, name);
};

/** The trust first, whatever the filter says. */
export const within = (trust: string, filter: Filter) => ({ $and: [{ trust }, storedFilter(filter)] });

/** The order that is asked for, and by their ids those that it leaves equal. */
export const orderOf = ({ sort = {} }: FindOptions): Readonly<Record<string, 1 | -1>> => ({
  ...Object.fromEntries(Object.entries(sort).map(([field, way]) => [storedPath(field), way])),
  ...('_id' in sort ? {} : { _id: 1 }),
});

/** One collection of a read model in MongoDB. */
export class MongoCollection<D extends Document> implements Collection<D> {
  readonly #model: () => Promise<Model<Stored>>;

  constructor(model: () => Promise<Model<Stored>>) {
    this.#model = model;
  }

  async get(trust: string, id: string): Promise<D | undefined> {
    const model = await this.#model();
    const found = await asked(() => model.findOne({ _id: id, trust }).lean());
    return found === null ? undefined : (writtenForm(found) as D);
  }

  async find(trust: string, filter: Filter, options: FindOptions = {}): Promise<readonly D[]> {
    const { skip = 0, limit } = options;
    // Of none MongoDB gives all.
    if (limit === 0) return [];
    const model = await this.#model();
    const found = await asked(() =>
      model.find(within(trust, filter), null, { sort: orderOf(options), skip, ...(limit === undefined ? {} : { limit }) }).lean(),
    );
    return found.map((each) => writtenForm(each) as D);
  }

  async count(trust: string, filter: Filter): Promise<number> {
    const model = await this.#model();
    return asked(() => model.countDocuments(within(trust, filter)));
  }
}
