import type { Message } from '@rms/messaging';
import type { Collection, Document } from './documents.js';

/** What a copy remembers of one source stream, besides its own fields. */
export interface CopyDocument extends Document {
  /** The newest published counter folded in. */
  readonly published: number;
}

/**
 * Folds the published facts of one kind of stream into one document each. `evolve` leaves the document as it is on a fact it
 * does not know. Where a fact moves a document to other view documents, the document must remember where it was, so that taking
 * the same message in twice finds both.
 */
export interface Copy<D extends CopyDocument = CopyDocument> {
  readonly name: string;
  /** `<service>.<aggregate>` whose streams it follows. */
  readonly of: string;
  readonly indexes: readonly string[];
  readonly initial: Content<D>;
  evolve(before: Content<D>, message: Message): Content<D>;
}

/** A copy's own fields, without what the consumer keeps. */
export type Content<D extends CopyDocument> = Omit<D, keyof CopyDocument>;

/** The copies a view is computed from, or a policy decides from. Trust first. */
export interface Copies {
  of<D extends CopyDocument>(copy: Copy<D>): Collection<D>;
}

/** The answers a service keeps. Trust first. */
export interface Views {
  of<D extends Document>(view: View<D>): Collection<D>;
}

/** A key of a view document, and the trust it belongs to. */
export interface Key {
  readonly trust: string;
  readonly id: string;
}

/** Answers one question, from copies alone. */
export interface View<D extends Document = Document> {
  readonly name: string;
  readonly indexes: readonly string[];
  /** Which of its documents must be computed again when this document of a copy changes. Asked of the document before and after the change. */
  readonly affectedBy: Readonly<Record<string, (changed: CopyDocument, copies: Copies) => Promise<readonly string[]> | readonly string[]>>;
  readonly compute: (key: Key, copies: Copies) => Promise<D | undefined>;
}

/** Reacts to published facts by giving commands to its own service's aggregates. */
export interface Policy {
  readonly name: string;
  readonly on: readonly string[];
  readonly react: (message: Message) => Promise<void>;
}
