import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockDirectory, openDurableFile, type DurableFile, type Unit } from './index.js';

const schema = 'CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, body BLOB NOT NULL) STRICT';
const statements = [
  'INSERT INTO note (subject, body) VALUES (?, ?)',
  'SELECT count(*) FROM note WHERE subject = ?',
  'INSERT INTO note (subject, body) VALUES (?, ?) RETURNING id, length(body) AS size',
];
const note = (subject: string, body = 'x'): Unit => ({ steps: [[0, subject, Buffer.from(body)]] });

describe('a durable file', () => {
  let directory: string;
  let file: DurableFile;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rms-durable-'));
    file = await openDurableFile({ file: join(directory, 'notes.db'), schema, statements });
  });
  afterEach(async () => {
    await file.close();
    rmSync(directory, { recursive: true });
  });
  const count = () => (file.reader.prepare('SELECT count(*) AS n FROM note').get() as { n: number }).n;

  it('shows a unit to readers once its promise has resolved', async () => {
    await file.submit(note('a'));
    expect(count()).toBe(1);
  });
  it('shares one commit between units that wait together', async () => {
    await Promise.all(Array.from({ length: 500 }, () => file.submit(note('a'))));
    expect(count()).toBe(500);
    expect(file.commits).toBeLessThan(10);
  });
  it('writes nothing of a unit whose guard does not hold, and says what it found', async () => {
    const guarded: Unit = {
      guard: { query: [1, 'a'], expected: 0 },
      steps: [
        [0, 'a', Buffer.from('1')],
        [0, 'a', Buffer.from('2')],
      ],
    };
    const [first, second] = await Promise.all([file.submit(guarded), file.submit(guarded)]);
    expect(first).toMatchObject({ ok: true, lastId: 2 });
    expect(second).toEqual({ ok: false, actual: 2 });
    expect(count()).toBe(2);
  });
  it('gives back the row of a returning statement', async () => {
    expect(await file.submit({ steps: [[2, 'a', Buffer.from('four')]] })).toMatchObject({ row: { id: 1, size: 4 } });
  });
  it('rejects a unit that cannot be stored, stores nothing of it, and stores its neighbours', async () => {
    const answers = await Promise.allSettled([
      file.submit(note('a')),
      file.submit({ steps: [[0, 'b', Buffer.from('x')], [9]] }),
      file.submit(note('c')),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(file.submit({ steps: [[9]] })).rejects.toThrow('Not stored: There is no statement 9.');
    expect(count()).toBe(2);
  });
  it('refuses after closing', async () => {
    await file.close();
    await expect(file.submit(note('a'))).rejects.toThrow('closed');
  });
  it('keeps everything across closing and opening', async () => {
    await file.submit(note('a'));
    await file.close();
    file = await openDurableFile({ file: join(directory, 'notes.db'), schema, statements });
    expect(count()).toBe(1);
  });
  it('refuses to open with a statement that does not fit the schema', async () => {
    await expect(
      openDurableFile({ file: join(directory, 'other.db'), schema, statements: ['INSERT INTO nowhere VALUES (1)'] }),
    ).rejects.toThrow('nowhere');
  });
});

describe('a directory lock', () => {
  it('is had by one holder at a time', () => {
    const directory = mkdtempSync(join(tmpdir(), 'rms-lock-'));
    const release = lockDirectory(directory);
    expect(lockDirectory(directory)).toBeUndefined();
    release?.();
    const again = lockDirectory(directory);
    expect(again).toBeDefined();
    again?.();
    rmSync(directory, { recursive: true });
  });
});
