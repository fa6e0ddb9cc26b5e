import type { Metadata } from './envelope.js';

/** Where the stream must stand for an append to be taken. There is no "any": a writer that has not read may not write. */
export type ExpectedRevision = number | 'no-stream';

/** One fact to store, its bytes kept verbatim. */
export interface EventToAppend {
  readonly id: string;
  readonly type: string;
  readonly metadata: Metadata;
  readonly data: Uint8Array;
}

/** One fact as stored. `position` is its place in commit order, from 1; `revision` its place in its stream, from 0. */
export interface StoredEvent extends EventToAppend {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly storedAt: string;
}

export type AppendResult = { readonly ok: true; readonly position: number } | { readonly ok: false; readonly actual: ExpectedRevision };

/** A part of one stream: at most so many events, from a revision on. */
export interface StreamSlice {
  readonly from: number;
  readonly limit: number;
}

/** Which part of the log a reader wants: streams whose names start with one of these. Empty: everything. */
export type Prefixes = readonly string[];

/**
 * The only truth. Appends are durable when they resolve. Order within a stream is by revision, across streams by position.
 * Failures to reach the disk reject, and so does an append of more than `mostBytesAtOnce`; a wrong expectation is an answer.
 */
export interface EventStore {
  append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult>;
  /** A stream in order of revision: all of it, or a slice. Nothing where there is none, or it ends before. */
  readStream(stream: string, slice?: StreamSlice): Promise<readonly StoredEvent[]>;
  /** Up to `limit` events after a position, in commit order. */
  readAll(after: number, limit: number, prefixes?: Prefixes): Promise<readonly StoredEvent[]>;
  /** Position of the newest event, 0 for an empty log. */
  lastPosition(): Promise<number>;
  /** Calls back after each commit with the position it reached; at least once after the newest commit. Pushed, never polled. */
  onCommit(listener: (position: number) => void): () => void;
}
