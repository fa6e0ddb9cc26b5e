import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { historyFile, openEmbeddedEventStore, systemClock, type EventToAppend } from '@rms/event-sourcing';
import { peersFolder } from '../job/places.js';
import { Stamper, type Order } from './orders.js';

/** One stored event as every contender can give it back. */
export interface Kept {
  readonly type: string;
  readonly data: string;
  readonly id: string;
  readonly revision: number;
}

/** An append made ready outside the clock, and what it costs inside. */
export interface Keeper {
  /** Everything of an order that does not count; answers what does. */
  prepare(order: Order): () => Promise<void> | void;
  read(stream: string): Promise<readonly Kept[]>;
  /** Transactions committed so far, where the contender can tell. */
  commits(): number;
  close(): Promise<void>;
}

export const keeperNames = ['ours', 'bare', 'emmett'] as const;
export type KeeperName = (typeof keeperNames)[number];

const expected = (before: number): number | 'no-stream' => (before === -1 ? 'no-stream' : before);
const text = (data: Uint8Array): string => Buffer.from(data).toString();

/** The product's store: expected revision, group commit, fsync, answer. */
const ours = async (directory: string): Promise<Keeper> => {
  const store = await openEmbeddedEventStore(directory, systemClock);
  const stamper = new Stamper();
  return {
    prepare: (order) => {
      const { stream, before } = order;
      const events = stamper.stamp(order);
      return async () => {
        const answer = await store.append(stream, expected(before), events);
        if (!answer.ok) throw new Error(`${stream} stands at ${String(answer.actual)}, not at ${String(before)}`);
      };
    },
    read: async (stream) =>
      (await store.readStream(stream)).map(({ type, data, id, revision }) => ({ type, data: text(data), id, revision })),
    commits: () => store.commits,
    close: () => store.close(),
  };
};

/**
 * The driver alone, on its own thread: the same rows into the same schema with its triggers, WAL, synchronous=FULL, everything else
 * as Node and SQLite have it. One statement for one event, one transaction for more; the unique index is the expected revision.
 */
const bare = async (directory: string): Promise<Keeper> => {
  await (await openEmbeddedEventStore(directory, systemClock)).close();
  const database = new DatabaseSync(historyFile(directory));
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;');
  const insert = database.prepare('INSERT INTO event (stream, revision, id, type, metadata, data, stored_at) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')];
  const select = database.prepare('SELECT type, data, id, revision FROM event WHERE stream = ? ORDER BY revision');
  const stamper = new Stamper();
  const storedAt = '2026-03-04T09:00:00.000Z';
  let commits = 0;
  const rowsOf = ({ stream, before }: Order, events: readonly EventToAppend[]) =>
    events.map(
      ({ id, type, metadata, data }, index) => [stream, before + 1 + index, id, type, JSON.stringify(metadata), data, storedAt] as const,
    );
  const write = (rows: ReturnType<typeof rowsOf>): void => {
    if (rows.length > 1) begin.run();
    try {
      for (const row of rows) insert.run(...row);
      if (rows.length > 1) commit.run();
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
    commits += 1;
  };
  return {
    prepare: (order) => {
      const rows = rowsOf(order, stamper.stamp(order));
      return () => write(rows);
    },
    read: (stream) =>
      Promise.resolve(
        (select.all(stream) as unknown as (Kept & { data: Uint8Array })[]).map((row) => ({ ...row, data: text(row.data) })) as Kept[],
      ),
    commits: () => commits,
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
};

interface PeerStore {
  append(stream: string, before: number, events: readonly object[]): Promise<void>;
  read(stream: string): Promise<readonly Kept[]>;
}

/**
 * The peer with the same facts, and the finished envelope as its metadata. Its appends go one after another: two at once on one
 * store end in SQLITE_BUSY or a closed database, so its writers wait in line.
 */
const emmett = async (directory: string): Promise<Keeper> => {
  const { openStore } = (await import(pathToFileURL(join(peersFolder, 'emmett-sqlite.mjs')).href)) as {
    openStore: (directory: string) => PeerStore;
  };
  const store = openStore(directory);
  const stamper = new Stamper();
  let line: Promise<void> = Promise.resolve();
  let commits = 0;
  return {
    prepare: (order) => {
      const events = stamper
        .stamp(order)
        .map(({ type, data, metadata }) => ({ type, data: JSON.parse(text(data)) as object, metadata: { ...metadata } }));
      return () => {
        const append = line.then(() => store.append(order.stream, order.before, events));
        line = append.then(
          () => {
            commits += 1;
          },
          () => undefined,
        );
        return append;
      };
    },
    read: (stream) => store.read(stream),
    commits: () => commits,
    close: () => line,
  };
};

export const openKeeper = (name: KeeperName, directory: string): Promise<Keeper> => {
  switch (name) {
    case 'ours':
      return ours(directory);
    case 'bare':
      return bare(directory);
    case 'emmett':
      return emmett(directory);
    default:
      return name satisfies never;
  }
};
