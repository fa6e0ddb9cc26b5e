/** A stored document. `trust` is who may see it. */
export interface Document {
  readonly _id: string;
  readonly trust: string;
}

/** A MongoDB filter: equality, `$in`, `$gt` and so on. Fields of the collection's indexes are looked up, others are filtered. */
export type Filter = Readonly<Record<string, unknown>>;

export interface FindOptions {
  /** Field names in order of importance, 1 ascending, -1 descending. */
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly skip?: number;
  readonly limit?: number;
}

/** One kind of document. Every question names the trust first; there is no way to ask across trusts but to ask each. */
export interface Collection<D extends Document> {
  get(trust: string, id: string): Promise<D | undefined>;
  find(trust: string, filter: Filter, options?: FindOptions): Promise<readonly D[]>;
  count(trust: string, filter: Filter): Promise<number>;
}

/** Declares a kind of document and the fields it is looked up by, those that leave the fewest first. */
export interface CollectionSpec {
  readonly name: string;
  readonly indexes: readonly string[];
}

/** One change of a read model: a document put in the place of its older self, or removed. */
export type Change =
  { readonly put: Document; readonly into: string } | { readonly remove: string; readonly trust: string; readonly from: string };

/**
 * Where one service keeps its read model. What it gives back is what was written, as JSON would keep it. Without an order documents
 * come by their ids, and so do those that an order leaves equal.
 */
export interface DocumentStore {
  collection<D extends Document>(name: string): Collection<D>;
  /** Any trust's document, for the consumer that maintains it. Never for answering a person. */
  raw<D extends Document>(name: string, id: string): Promise<D | undefined>;
  /** Every document of a collection whichever trust it belongs to: for the consumer's own bookkeeping, never to show. */
  every<D extends Document>(name: string): Promise<readonly D[]>;
  /** The trusts that have a document in a collection, in text order: for work that goes from trust to trust. */
  trustsOf(name: string): Promise<readonly string[]>;
  /**
   * Writes changes in their order, and that `applied` messages are in them. A document with a number `published`, a copy, is not put
   * over one with a higher number: whoever lost his stream to another and does not know it yet puts nothing back.
   */
  write(changes: readonly Change[], applied?: number): Promise<void>;
  /** Runs work whose writes a reader sees all at once where the engine can; where it cannot, a repeat of the work mends a half. */
  together<T>(work: () => Promise<T>): Promise<T>;
  /** Through which position messages are in the documents, and through which their policies have run. */
  progress(): Promise<{ readonly applied: number; readonly done: number }>;
  done(position: number): Promise<void>;
  /** Every document as canonical text, in a fixed order, for comparing two builds byte for byte. */
  dump(): AsyncIterable<{ readonly collection: string; readonly id: string; readonly body: string }>;
  /** Which build of the read model is open, where a new one can be built beside it and switched to. */
  generation?(): Promise<number>;
  close(): Promise<void>;
}
