import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  chainHash,
  derivedId,
  execute,
  historyFile,
  openEmbeddedEventStore,
  readHistory,
  sha256,
  type Metadata,
  type StoredEvent,
} from '@rms/event-sourcing';
import { staffAggregate } from '@rms/portal-gateway';
import { Sealer } from '../sealing/sealer.js';
import { headsFile } from '../sealing/heads-file.js';
import { asAsked } from '../history/directory-at-hand.js';
import { besideADirectory } from './beside-a-directory.js';
import { checkHistory, type WhatToCheck } from './check-history.js';

const namespace = '6d0b2a11-0000-4000-8000-000000000001';
const seed = Buffer.alloc(32, 5);
let at = Date.parse('2026-03-04T09:00:00.000Z');
const clock = { now: () => (at += 1000) };

/** So many more facts in a directory: three streams that grow in turn. */
const grow = async (directory: string, from: number, to: number): Promise<void> => {
  const store = await openEmbeddedEventStore(directory, clock);
  const execution = { store, now: () => new Date(clock.now()).toISOString() };
  for (let n = from; n < to; n += 1)
    await execute(execution, staffAggregate, {
      id: derivedId(namespace, `staff ${String(n % 3)}`),
      command: { type: 'RecordStaff', person: 'p', name: `Training nurse ${String(n)}`, roles: [], trusts: ['ZT001'] },
      context: {
        commandId: derivedId(namespace, `command ${String(n)}`),
        actor: { kind: 'operator', id: 'test', role: 'operator' },
        trust: 'ZT001',
        correlationId: namespace,
      },
    });
  await store.close();
};
const seal = async (directory: string): Promise<string> => {
  const store = await openEmbeddedEventStore(directory, clock);
  await new Sealer({ store, path: directory, seed, clock }).seal().finally(() => store.close());
  return readFileSync(headsFile(directory), 'utf8');
};

const checkIn = (directory: string, what?: WhatToCheck) =>
  checkHistory({ read: () => asAsked(readHistory(directory)), beside: besideADirectory(directory) }, what);

describe('a history that somebody who can write to the directory has altered', () => {
  const root = mkdtempSync(join(tmpdir(), 'rms-tamper-'));
  const original = join(root, 'original');
  const lastWeek = join(root, 'last-week');
  const total = 40;
  let outside: string;
  beforeAll(async () => {
    cpSync(mkdtempSync(join(root, 'empty-')), original, { recursive: true });
    await grow(original, 0, 13);
    await seal(original);
    cpSync(original, lastWeek, { recursive: true });
    await grow(original, 13, 29);
    await seal(original);
    await grow(original, 29, total);
    outside = await seal(original);
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  const copyOf = (directory: string): string => {
    const copy = mkdtempSync(join(root, 'copy-'));
    cpSync(directory, copy, { recursive: true });
    return copy;
  };
  const rulesIn = async (directory: string, heads = outside): Promise<readonly string[]> => {
    const { findings, headFindings } = await checkIn(directory, { outside: [{ file: 'outside', text: heads }] });
    return [
      ...findings.map(({ position, rule }) => `${String(position)} ${rule}`),
      ...headFindings.map(({ file, line, rule }) => `${file} ${String(line)} ${rule}`),
    ];
  };
  const events = (directory: string): StoredEvent[] => [...readHistory(directory)];
  /** Whoever has the file can take its triggers away. */
  const alter = (change: (database: DatabaseSync) => void): string => {
    const copy = copyOf(original);
    const database = new DatabaseSync(historyFile(copy));
    database.exec('DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted;');
    change(database);
    database.close();
    return copy;
  };
  const rewrite = (database: DatabaseSync, all: readonly StoredEvent[]): void => {
    database.exec('DELETE FROM event');
    const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    for (const e of all) insert.run(e.position, e.stream, e.revision, e.id, e.type, JSON.stringify(e.metadata), e.data, e.storedAt);
  };
  /** All events again with positions, revisions, counters and every chain made to fit, as a careful forger would. */
  const rechained = (all: readonly StoredEvent[]): readonly StoredEvent[] => {
    const last = new Map<string, Metadata>();
    return all.map((event, index) => {
      const before = last.get(event.stream);
      const revision = before === undefined ? 0 : Number(before['revision']) + 1;
      const { hash: _, ...kept } = event.metadata;
      const metadata = {
        ...kept,
        revision: String(revision),
        published: String(revision + 1),
        dataSha256: sha256(event.data),
        prev: before?.['hash'] ?? '',
      };
      const chained = { ...metadata, hash: chainHash(metadata) };
      last.set(event.stream, chained);
      return { ...event, position: index + 1, revision, metadata: chained };
    });
  };
  const another = (event: StoredEvent): StoredEvent => ({
    ...event,
    data: Buffer.from(Buffer.from(event.data).toString().replace('nurse', 'NURSE')),
  });

  it('is not seen where there is nothing: ten untouched copies raise no alarm', async () => {
    expect(events(original)).toHaveLength(total);
    for (let n = 0; n < 10; n += 1) expect(await rulesIn(copyOf(original))).toEqual([]);
  });
  it('nor where the history has only gone on, or was folded back and vacuumed', async () => {
    const copy = copyOf(original);
    await grow(copy, total, total + 5);
    const database = new DatabaseSync(historyFile(copy));
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); VACUUM;');
    database.close();
    expect(await rulesIn(copy)).toEqual([]);
  });
  it('is found where one byte of data was changed', async () => {
    const copy = alter((database) =>
      database.prepare('UPDATE event SET data = ? WHERE position = 20').run(another(events(original)[19]!).data),
    );
    expect(await rulesIn(copy)).toEqual(['20 data-differs']);
  });
  it('is found where data was blanked out, as a redaction does', async () => {
    const blank = Buffer.alloc(events(original)[19]!.data.length, 0xff);
    expect(await rulesIn(alter((database) => database.prepare('UPDATE event SET data = ? WHERE position = 20').run(blank)))).toEqual([
      '20 data-differs',
    ]);
  });
  it('is found where one byte of metadata was changed', async () => {
    const { metadata } = events(original)[19]!;
    const changed = JSON.stringify({ ...metadata, actor: 'operator:tess' });
    expect(await rulesIn(alter((database) => database.prepare('UPDATE event SET metadata = ? WHERE position = 20').run(changed)))).toEqual([
      '20 envelope-differs',
    ]);
  });
  it('is found where the store’s own time was changed', async () =>
    expect(
      await rulesIn(alter((database) => database.exec("UPDATE event SET stored_at = '2026-03-05T09:00:00.000Z' WHERE position = 20"))),
    ).toEqual(['outside 2 root-differs', 'heads.jsonl 2 root-differs', 'outside 3 root-differs', 'heads.jsonl 3 root-differs']));
  it('is found where an event was removed', async () =>
    expect(await rulesIn(alter((database) => database.exec('DELETE FROM event WHERE position = 20')))).toEqual(
      expect.arrayContaining(['21 position-gap', '23 revision-gap', 'outside 3 history-too-short']),
    ));
  it('is found where an event was removed and everything made to fit', async () => {
    const copy = alter((database) => rewrite(database, rechained(events(original).toSpliced(19, 1))));
    expect((await rulesIn(copy)).filter((rule) => !/head|outside/.test(rule))).toEqual([]);
    expect(await rulesIn(copy)).toEqual(expect.arrayContaining(['outside 2 root-differs', 'outside 3 history-too-short']));
  });
  it('is found where two events were swapped, and where everything was made to fit', async () => {
    const all = events(original);
    const swapped = all.with(19, { ...all[20]!, position: 20 }).with(20, { ...all[19]!, position: 21 });
    expect(await rulesIn(alter((database) => rewrite(database, swapped)))).toEqual(expect.arrayContaining(['outside 2 root-differs']));
    expect(await rulesIn(alter((database) => rewrite(database, rechained(swapped))))).toEqual(
      expect.arrayContaining(['outside 2 root-differs']),
    );
  });
  it('is found where an event was put in with its chain recomputed', async () => {
    const all = events(original);
    const copy = alter((database) =>
      rewrite(database, rechained(all.toSpliced(20, 0, { ...another(all[19]!), id: derivedId(namespace, 'forged') }))),
    );
    expect(await rulesIn(copy)).toEqual(expect.arrayContaining(['outside 2 root-differs', 'outside 3 root-differs']));
  });
  it('is found where an event was changed with its chain recomputed', async () => {
    const all = events(original);
    expect(await rulesIn(alter((database) => rewrite(database, rechained(all.with(19, another(all[19]!))))))).toEqual(
      expect.arrayContaining(['outside 2 root-differs', 'outside 3 root-differs']),
    );
  });
  it.each([1, 20])('is found where the last %d events were cut off, though the heads that lie beside it were cut as well', async (cut) => {
    const copy = alter((database) => database.exec(`DELETE FROM event WHERE position > ${String(total - cut)}`));
    expect(await rulesIn(copy)).toEqual(expect.arrayContaining(['outside 3 history-too-short', 'heads.jsonl 3 history-too-short']));
    const kept = readFileSync(headsFile(copy), 'utf8').split('\n').slice(0, 1).join('\n');
    writeFileSync(headsFile(copy), `${kept}\n`);
    expect(await checkIn(copy)).toMatchObject({ findings: [], headFindings: [] });
    expect(await rulesIn(copy)).toEqual(expect.arrayContaining(['outside 3 history-too-short']));
  });
  it('is found where the whole directory was put back from an older copy, and where it went on from there', async () => {
    const copy = copyOf(lastWeek);
    expect(await checkIn(copy)).toMatchObject({ findings: [], headFindings: [] });
    expect(await rulesIn(copy)).toEqual(['outside 2 history-too-short', 'outside 3 history-too-short']);
    await grow(copy, 500, 560);
    await seal(copy);
    expect(await rulesIn(copy)).toEqual(['outside 2 root-differs', 'outside 3 root-differs']);
  });
  it('is found where two people hold heads of two histories', async () => {
    const copy = copyOf(lastWeek);
    await grow(copy, 500, 540);
    const shown = await seal(copy);
    expect(await rulesIn(original, `${outside}${shown.split('\n')[1] ?? ''}\n`)).toEqual(['outside 4 history-too-short']);
    await grow(copy, 540, 600);
    expect(await rulesIn(copy, `${outside}${shown}`)).toEqual(['outside 2 root-differs', 'outside 3 root-differs']);
  });
  it('is not sealed on: nothing is signed over it', async () => {
    const short = alter((database) => database.exec('DELETE FROM event WHERE position > 38'));
    await expect(seal(short)).rejects.toThrow('the history ends after 38 events, and 40 were sealed');
    const changed = alter((database) => database.exec("UPDATE event SET stored_at = 'x' WHERE position = 3"));
    rmSync(join(changed, 'sealed-tree.json'));
    await expect(seal(changed)).rejects.toThrow('are not those that were sealed');
  });
});

describe('sealing', () => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-seal-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });
  const sizes = (): readonly unknown[] =>
    readFileSync(headsFile(directory), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly size: number }).size);

  it('reads only what has come since, also after a restart', async () => {
    await grow(directory, 0, 6);
    await seal(directory);
    await grow(directory, 6, 9);
    const store = await openEmbeddedEventStore(directory, clock);
    const asked: number[] = [];
    const counting = {
      lastPosition: () => store.lastPosition(),
      readAll: (after: number, limit: number) => {
        asked.push(after);
        return store.readAll(after, limit);
      },
    };
    await new Sealer({ store: counting, path: directory, seed, clock }).seal();
    await store.close();
    expect(asked).toEqual([6]);
    expect(sizes()).toEqual([6, 9]);
  });
  it('signs nothing anew where nothing came, and one head where two ask at once', async () => {
    const store = await openEmbeddedEventStore(directory, clock);
    const sealer = new Sealer({ store, path: directory, seed, clock });
    const [a, b] = await Promise.all([sealer.seal(), sealer.seal()]);
    await store.close();
    expect(a).toEqual(b);
    expect(sizes()).toEqual([6, 9]);
  });
  it('goes on behind a last line that was torn, and without what was kept of the tree', async () => {
    appendFileSync(headsFile(directory), '{"version":1,"si');
    truncateSync(join(directory, 'sealed-tree.json'), 5);
    await grow(directory, 9, 12);
    await seal(directory);
    expect(sizes()).toEqual([6, 9, 12]);
    expect(await checkIn(directory)).toMatchObject({ heads: 3, findings: [], headFindings: [] });
  });
});
