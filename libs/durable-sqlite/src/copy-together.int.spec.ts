import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyTogether, openDurableFile, type DurableFile } from './index.js';

const schema = 'CREATE TABLE IF NOT EXISTS step (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT';
const statements = ['INSERT INTO step (number, body) VALUES (?, ?)'];
const open = (file: string): Promise<DurableFile> => openDurableFile({ file, schema, statements });
const lastIn = (file: string): number => {
  const database = new DatabaseSync(file, { readOnly: true });
  const { last } = database.prepare('SELECT coalesce(max(number), 0) AS last FROM step').get() as { last: number };
  database.close();
  return last;
};

describe('files that are copied together', () => {
  let directory: string;
  let first: DurableFile;
  let second: DurableFile;
  let isWriting: boolean;
  const place = (name: string): string => join(directory, name);

  /** Each step is written to the first file and, when that is on disk, to the second: as a message is kept and then acted on. */
  const write = async (): Promise<number> => {
    let step = 0;
    while (isWriting) {
      step += 1;
      const unit = { steps: [[0, step, Buffer.alloc(2000, step)]] } as const;
      await first.submit(unit);
      await second.submit(unit);
    }
    return step;
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rms-together-'));
    [first, second] = [await open(place('first.db')), await open(place('second.db'))];
    isWriting = true;
  });
  afterEach(async () => {
    await Promise.all([first.close(), second.close()]);
    rmSync(directory, { recursive: true });
  });

  it('are of one moment, however much is written meanwhile', async () => {
    const writing = write();
    const apart: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const [one, other] = [place(`first-${String(n)}.db`), place(`second-${String(n)}.db`)];
      await copyTogether([
        { from: place('first.db'), to: one },
        { from: place('second.db'), to: other },
      ]);
      apart.push(lastIn(one) - lastIn(other));
    }
    isWriting = false;
    expect(await writing).toBeGreaterThan(12);
    // The second file is at the same step, or about to be; never further, never two behind.
    expect(apart.filter((steps) => steps !== 0 && steps !== 1)).toEqual([]);
  }, 60_000);

  it('would be of two moments if they were copied one after the other', async () => {
    const writing = write();
    const [one, other] = [place('one.db'), place('other.db')];
    await copyTogether([{ from: place('first.db'), to: one }]);
    const seen = lastIn(one);
    while (lastIn(place('second.db')) < seen + 3) await new Promise(setImmediate);
    await copyTogether([{ from: place('second.db'), to: other }]);
    isWriting = false;
    await writing;
    expect(lastIn(other)).toBeGreaterThan(lastIn(one));
  }, 60_000);

  it('are whole by themselves: nothing lies beside them', async () => {
    isWriting = false;
    await first.submit({ steps: [[0, 1, Buffer.from('x')]] });
    await copyTogether([{ from: place('first.db'), to: place('copy.db') }]);
    expect(lastIn(place('copy.db'))).toBe(1);
    expect(readdirSync(directory).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
  });

  it('tell how far they are, to the last page', async () => {
    isWriting = false;
    await first.submit({ steps: [[0, 1, Buffer.alloc(9_000_000)]] });
    const told: (readonly [number, number])[] = [];
    await copyTogether([{ from: place('first.db'), to: place('copy.db') }], { onProgress: (pages, of) => told.push([pages, of]) });
    expect(told.length).toBeGreaterThan(2);
    expect(told.map(([pages]) => pages)).toEqual(told.map(([pages]) => pages).sort((a, b) => a - b));
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
  });

  it('are not copied where a writer never pauses, and nobody is held for longer', async () => {
    const writer = new DatabaseSync(place('second.db'));
    writer.exec('BEGIN IMMEDIATE');
    await expect(
      copyTogether(
        [
          { from: place('first.db'), to: place('one.db') },
          { from: place('second.db'), to: place('other.db') },
        ],
        { patienceMs: 50 },
      ),
    ).rejects.toThrow('locked');
    writer.exec('ROLLBACK');
    writer.close();
    await expect(first.submit({ steps: [[0, 1, Buffer.from('x')]] })).resolves.toMatchObject({ ok: true });
    expect(readdirSync(directory).filter((name) => /^(one|other)/.test(name))).toEqual([]);
  });
});
