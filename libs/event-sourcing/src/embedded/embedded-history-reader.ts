import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { AppendResult, EventStore, Prefixes, StoredEvent, StreamSlice } from '../event-store.js';
import { StoreUnavailable } from '../store-unavailable.js';
import { columns, eventOf, historyFile, inRows, streamQueries, type Row } from './embedded-event-store.js';

/** A directory's history to read from only: beside a running system, or without one. */
export class EmbeddedHistoryReader implements EventStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(directory: string) {
    this.#database = new DatabaseSync(historyFile(directory), { readOnly: true });
    this.#database.exec('PRAGMA busy_timeout=10000;');
  }

  append(): Promise<AppendResult> {
    return Promise.reject(new StoreUnavailable('this is a reader'));
  }

  readStream(stream: string, slice?: StreamSlice): Promise<readonly StoredEvent[]> {
    const rows =
      slice === undefined
        ? this.#statement(streamQueries.whole).all(stream)
        : this.#statement(streamQueries.slice).all(stream, slice.from, slice.limit);
    return Promise.resolve((rows as unknown as Row[]).map(eventOf));
  }

  readAll(after: number, limit: number, prefixes: Prefixes = []): Promise<readonly StoredEvent[]> {
    const wanted = prefixes.length === 0 ? '1' : prefixes.map(() => 'substr(stream, 1, ?) = ?').join(' OR ');
    const statement = this.#statement(`SELECT ${columns} FROM event WHERE position > ? AND (${wanted}) ORDER BY position LIMIT ?`);
    const rows = statement.all(after, ...prefixes.flatMap((prefix) => [prefix.length, prefix]), limit);
    return Promise.resolve((rows as unknown as Row[]).map(eventOf));
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = inRows(this.#database.prepare(sql));
    this.#statements.set(sql, statement);
    return statement;
  }

  lastPosition(): Promise<number> {
    return Promise.resolve((this.#database.prepare('SELECT coalesce(max(position), 0) AS last FROM event').get() as { last: number }).last);
  }

  onCommit(): () => void {
    return () => undefined;
  }

  close(): void {
    this.#database.close();
  }
}
