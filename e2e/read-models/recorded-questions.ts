import type { Collection, CollectionSpec, Document, DocumentStore, Filter, FindOptions } from '@rms/read-models';

/** What was asked of one collection. */
export interface Question {
  readonly service: string;
  readonly spec: CollectionSpec;
  readonly filter: Filter;
  readonly options: FindOptions;
}

/** Whether an index leads to what is asked for: a whole trust, one of its indexed fields, or the first few in the order of one. */
export const isLookedUp = ({ spec, filter, options }: Question): boolean => {
  const asks = (fields: object): boolean => Object.keys(fields).some((field) => spec.indexes.includes(field));
  const isWhole = Object.keys(filter).length === 0;
  return asks(filter) || (isWhole && (options.limit === undefined || asks(options.sort ?? {})));
};

const listening = <D extends Document>(
  collection: Collection<D>,
  heard: (filter: Filter, options: FindOptions) => void,
): Collection<D> => ({
  get: (trust, id) => collection.get(trust, id),
  find: (trust, filter, options = {}) => {
    heard(filter, options);
    return collection.find(trust, filter, options);
  },
  count: (trust, filter) => {
    heard(filter, {});
    return collection.count(trust, filter);
  },
});

/** The same store, every question written down. */
export const recorded = (
  documents: DocumentStore,
  {
    service,
    specs,
    heard,
  }: { readonly service: string; readonly specs: readonly CollectionSpec[]; readonly heard: (question: Question) => void },
): DocumentStore => ({
  collection: (name) =>
    listening(documents.collection(name), (filter, options) => {
      const spec = specs.find((one) => one.name === name);
      if (spec !== undefined) heard({ service, spec, filter, options });
    }),
  raw: (name, id) => documents.raw(name, id),
  every: (name) => documents.every(name),
  trustsOf: (name) => documents.trustsOf(name),
  write: (changes, applied) => documents.write(changes, applied),
  together: (work) => documents.together(work),
  progress: () => documents.progress(),
  done: (position) => documents.done(position),
  dump: () => documents.dump(),
  close: () => documents.close(),
});
