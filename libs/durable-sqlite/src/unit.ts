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

/** A byte array's place in the one buffer that travels with a group: many small buffers cost ten times as much to hand over. */
export interface Packed {
  readonly at: number;
  readonly length: number;
}
export type PackedStep = readonly [statement: number, ...values: (string | number | null | Packed)[]];
export interface PackedUnit {
  readonly guard?: { readonly query: PackedStep; readonly expected: Value };
  readonly steps: readonly PackedStep[];
  readonly answers?: number;
}

/** What travels to the writer thread and back. */
export type ToWriter = { readonly units: readonly PackedUnit[]; readonly bytes: Uint8Array } | 'close';
export type FromWriter = { readonly answers: readonly (Answer | Failure)[] } | { readonly ready: true } | { readonly closed: true };

export interface WriterOptions {
  readonly file: string;
  readonly schema: string;
  readonly statements: readonly string[];
}
