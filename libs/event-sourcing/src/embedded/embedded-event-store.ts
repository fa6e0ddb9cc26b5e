import { join } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { openDurableFile, type DurableFile, type Step, type Unit } from '@rms/durable-sqlite';
import { refuseTooLarge, sizeOf } from '../append-size.js';
import type { Metadata } from '../envelope.js';
import type { AppendResult, EventStore, EventToAppend, ExpectedRevision, Prefixes, StoredEvent, StreamSlice } from '../event-store.js';
import { instantText, type Clock } from '../ports.js';
import { StoreUnavailable } from '../store-unavailable.js';

const schema = `
CREATE TABLE IF NOT EXISTS event (
  position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
  metadata TEXT NOT NULL, data BLOB NOT NULL, stored_at TEXT NOT NULL, UNIQUE (stream, revision)) STRICT;
CREATE TRIGGER IF NOT EXISTS event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'history is append-only: an event is never changed'); END;
CREATE TRIGGER IF NOT EXISTS event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'history is append-only: an event is never deleted'); END;
`;
const insertEvent = 0;
const revisionOf = 1;
const statements = [
  'INSERT INTO event (stream, revision, id, type, metadata, data, stored_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  'SELECT coalesce(max(revision), -1) FROM event WHERE stream = ?',
];
export const columns = 'position, stream, revision, id, type, metadata, data, stored_at';

/** One event as it lies in the file, in the order of `columns`: whole histories are read, and rows with names cost a third more. */
export type Row = readonly [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  metadata: string,
  data: Uint8Array,
  storedAt: string,
];

export const eventOf = ([position, stream, revision, id, type, metadata, data, storedAt]: Row): StoredEvent => ({
  position,
  stream,
  revision,
  id,
  type,
  storedAt,
  data,
  metadata: JSON.parse(metadata) as Metadata,
});

/** All of a stream, or from a revision on as many as are asked for. */
export const streamQueries = {
  whole: `SELECT ${columns} FROM event WHERE stream = ? ORDER BY revision`,
  slice: `SELECT ${columns} FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
} as const;

/** A statement that gives `Row`s. */
export const inRows = (statement: StatementSync): StatementSync => {
  statement.setReturnArrays(true);
  return statement;
};

const revisionNumber = (expected: ExpectedRevision): number => (expected === 'no-stream' ? -1 : expected);

export const historyFile = (directory: string): string => join(directory, 'history.db');

/** The history in one SQLite file: one writer thread, group commit across all services, readers on their own connection. */
export class EmbeddedEventStore implements EventStore {
  readonly #file: DurableFile;
  readonly #clock: Clock;
  readonly #stream: StatementSync;
  readonly #slice: StatementSync;
  readonly #all: StatementSync;
  readonly #last: StatementSync;
  readonly #prefixed = new Map<number, StatementSync>();
  readonly #listeners = new Set<(position: number) => void>();

  constructor(file: DurableFile, clock: Clock) {
    this.#file = file;
    this.#clock = clock;
    this.#stream = inRows(file.reader.prepare(streamQueries.whole));
    this.#slice = inRows(file.reader.prepare(streamQueries.slice));
    this.#all = inRows(file.reader.prepare(`SELECT ${columns} FROM event WHERE position > ? ORDER BY position LIMIT ?`));
    this.#last = file.reader.prepare('SELECT coalesce(max(position), 0) AS last FROM event');
    // Only events are inserted into this file, and their row id is their position.
    file.onCommit((position) => {
      if (position !== 0) for (const listener of this.#listeners) listener(position);
    });
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult> {
    const storedAt = instantText(this.#clock.now());
    const before = revisionNumber(expected);
    let bytes = 0;
    const steps = events.map((event, index): Step => {
      const metadata = JSON.stringify(event.metadata);
      bytes += sizeOf(event, metadata);
      return [insertEvent, stream, before + 1 + index, event.id, event.type, metadata, event.data, storedAt];
    });
    refuseTooLarge(bytes);
    const unit: Unit = { guard: { query: [revisionOf, stream], expected: before }, steps };
    const answer = await this.#file.submit(unit).catch((error: unknown) => {
      throw new StoreUnavailable(error instanceof Error ? error.message : String(error));
    });
    if (answer.ok) return { ok: true, position: answer.lastId };
    return { ok: false, actual: answer.actual === -1 ? 'no-stream' : Number(answer.actual) };
  }

  readStream(stream: string, slice?: StreamSlice): Promise<readonly StoredEvent[]> {
    const rows = slice === undefined ? this.#stream.all(stream) : this.#slice.all(stream, slice.from, slice.limit);
    return Promise.resolve((rows as unknown as Row[]).map(eventOf));
  }

  readAll(after: number, limit: number, prefixes: Prefixes = []): Promise<readonly StoredEvent[]> {
    if (prefixes.length === 0) return Promise.resolve((this.#all.all(after, limit) as unknown as Row[]).map(eventOf));
    const statement = this.#allWithPrefixes(prefixes.length);
    const rows = statement.all(after, ...prefixes.flatMap((prefix) => [prefix.length, prefix]), limit);
    return Promise.resolve((rows as unknown as Row[]).map(eventOf));
  }

  #allWithPrefixes(count: number): StatementSync {
    const known = this.#prefixed.get(count);
    if (known !== undefined) return known;
    const wanted = Array.from({ length: count }, () => 'substr(stream, 1, ?) = ?').join(' OR ');
    const statement = inRows(
      this.#file.reader.prepare(`SELECT ${columns} FROM event WHERE position > ? AND (${wanted}) ORDER BY position LIMIT ?`),
    );
    this.#prefixed.set(count, statement);
    return statement;
  }

  lastPosition(): Promise<number> {
    return Promise.resolve((this.#last.get() as { last: number }).last);
  }

  onCommit(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** How many durable commits have been made since opening. */
  get commits(): number {
    return this.#file.commits;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Opens or creates the history of a data directory. */
export const openEmbeddedEventStore = async (directory: string, clock: Clock): Promise<EmbeddedEventStore> =>
  new EmbeddedEventStore(await openDurableFile({ file: historyFile(directory), schema, statements }), clock);
