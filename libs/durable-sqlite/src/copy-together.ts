import { backup, DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

/** A SQLite file, and the file that its copy is to be. */
export interface CopyOrder {
  readonly from: string;
  readonly to: string;
}

export interface CopyOptions {
  /** How long to wait for writers to pause; 10 s unless told. */
  readonly patienceMs?: number;
  readonly onProgress?: (pages: number, of: number) => void;
}

const patienceUnlessToldMs = 10_000;
const pagesAtOnce = 1024;

// SQLITE_BUSY, of whatever kind: the low byte of SQLite's extended result code (sqlite.org/rescode.html).
const busy = 5;
const isBusy = (error: unknown): boolean => (Number((error as { readonly errcode?: unknown }).errcode) & 0xff) === busy;

// SQLite would ask again after up to a tenth of a second, and a writer under load is idle for less than a millisecond.
const holdWriting = async (database: DatabaseSync, untilMs: number): Promise<void> => {
  for (;;) {
    try {
      database.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > untilMs) throw error;
    }
    await pause(1);
  }
};

// A transaction sees the file as it was at its first reading, whatever is written afterwards.
const pinned = (file: string): DatabaseSync => {
  const reader = new DatabaseSync(file, { readOnly: true });
  reader.exec('PRAGMA busy_timeout=10000; BEGIN');
  reader.prepare('SELECT count(*) FROM sqlite_schema').get();
  return reader;
};

const pagesOf = (reader: DatabaseSync): number => (reader.prepare('PRAGMA page_count').get() as { page_count: number }).page_count;

// One file that can be read alone: nothing of it is left in a log beside it.
const makeWhole = (file: string): void => {
  const copy = new DatabaseSync(file);
  copy.exec('PRAGMA synchronous=FULL; PRAGMA journal_mode=DELETE;');
  copy.close();
};

class Moment {
  readonly #writers: DatabaseSync[] = [];
  readonly #readers: { readonly reader: DatabaseSync; readonly to: string }[] = [];

  /** Sees every file as it is at one moment: no file is written to between the first that is looked at and the last. */
  async see(orders: readonly CopyOrder[], patienceMs: number): Promise<number> {
    const untilMs = performance.now() + patienceMs;
    for (const { from } of orders) {
      const writer = new DatabaseSync(from);
      this.#writers.push(writer);
      await holdWriting(writer, untilMs);
    }
    const heldFrom = performance.now();
    for (const { from, to } of orders) this.#readers.push({ reader: pinned(from), to });
    for (const writer of this.#writers) writer.exec('ROLLBACK');
    return performance.now() - heldFrom;
  }

  async copy(onProgress: (pages: number, of: number) => void): Promise<void> {
    const of = this.#readers.reduce((sum, { reader }) => sum + pagesOf(reader), 0);
    let before = 0;
    for (const { reader, to } of this.#readers) {
      const pages = pagesOf(reader);
      await backup(reader, to, {
        rate: pagesAtOnce,
        progress: ({ totalPages, remainingPages }) => {
          onProgress(before + totalPages - remainingPages, of);
        },
      });
      makeWhole(to);
      before += pages;
      onProgress(before, of);
    }
  }

  // The writing connections last: what a reader leaves beside a file that nobody else has open, they clear away.
  close(): void {
    for (const { reader } of this.#readers) reader.close();
    for (const writer of this.#writers) writer.close();
  }
}

/**
 * Copies SQLite files as they all are at one moment, beside processes that write to them. Writers are held for some
 * milliseconds, until every file has been looked at; the copying itself holds nobody. Answers for how many milliseconds they
 * were held. Rejects when a writer does not pause within the patience, or a file cannot be read or written.
 */
export const copyTogether = async (orders: readonly CopyOrder[], options: CopyOptions = {}): Promise<number> => {
  const moment = new Moment();
  try {
    const heldMs = await moment.see(orders, options.patienceMs ?? patienceUnlessToldMs);
    await moment.copy(options.onProgress ?? (() => undefined));
    return heldMs;
  } finally {
    moment.close();
  }
};
