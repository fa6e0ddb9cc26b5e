export type Value = string | number | null | Uint8Array;

/** One prepared statement, by its place in the list the file was opened with, and its parameters. */
export type Step = readonly [statement: number, ...values: Value[]];

/** Steps that are written together or not at all. */
export interface Unit {
  /** A query of one value, and what it must be for the steps to run. */
  readonly guard?: { readonly query: Step; readonly expected: Value };
  readonly steps: readonly Step[];
  /** Which step's returned row is the answer; the last returning one unless told. */
  readonly answers?: number;
}

/** `row` is what the answering step returned (`RETURNING`), `lastId` the row id of the last insert. */
export type Answer =
  | { readonly ok: true; readonly lastId: number; readonly row: Readonly<Record<string, Value>> | undefined }
  | { readonly ok: false; readonly actual: Value };

/** A unit that could not be written, for instance on a full disk: nothing of it is stored. */
export interface Failure {
  readonly failed: string;
}

/**
 * Units on their way to the writer: one flat list and one buffer, because nested lists and many small buffers take three and ten
 * times as long to hand over. A unit is `answers` (-1 for none), 1 and the guard's query and expectation or 0, the number of its
 * steps, and the steps. A step is its statement, the number of its values, and the values. A byte array is `undefined` and its
 * length; its bytes come next in the buffer.
 */
export interface Packed {
  readonly list: readonly (string | number | null | undefined)[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What travels to the writer thread and back. */
export type ToWriter = Packed | 'close';
export type FromWriter = { readonly answers: readonly (Answer | Failure)[] } | { readonly ready: true } | { readonly closed: true };

export interface WriterOptions {
  readonly file: string;
  readonly schema: string;
  readonly statements: readonly string[];
  /** Length to which the write-ahead log is written out beforehand. */
  readonly logBytes: number;
  /** One 32-bit number, shared with the folder: 1 when it has folded back as much as it could and a rest is left to the writer. */
  readonly restIsLeft: Int32Array<SharedArrayBuffer>;
}
