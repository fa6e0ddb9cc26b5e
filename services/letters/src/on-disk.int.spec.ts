import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lettersOnDisk } from './on-disk.js';

const now = (): string => '2026-03-10T09:00:00.000Z';
const item = { key: 'k', channel: 'post', to: ['Mr George Allan', 'ZZ9 9LA'], pdf: new Uint8Array([1]) } as const;

describe('letters on disk', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rms-letters-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('keep a page by its fingerprint, and do not give out one that was altered', async () => {
    const first = lettersOnDisk({ directory, now });
    const name = await first.blobs.put(Buffer.from('a page'), 'text/plain');
    expect(await first.blobs.put(Buffer.from('a page'), 'text/plain')).toBe(name);
    first.close();
    const again = lettersOnDisk({ directory, now });
    expect(Buffer.from((await again.blobs.get(name))!).toString()).toBe('a page');
    expect(await again.blobs.get('0'.repeat(64))).toBeUndefined();
    again.close();

    const database = new DatabaseSync(join(directory, 'letters-pages.db'));
    expect(() => database.exec(`UPDATE page SET bytes = x'00'`)).toThrow('a page is never changed');
    database.exec(`DROP TRIGGER page_is_never_changed; UPDATE page SET bytes = x'00'`);
    database.close();
    const altered = lettersOnDisk({ directory, now });
    await expect(altered.blobs.get(name)).rejects.toThrow('has been altered');
    altered.close();
  });

  it('know after a restart what the carrier took without an answer, and how often it was given', async () => {
    const first = lettersOnDisk({ directory, now });
    await expect(first.carrier.send(item)).rejects.toThrow('did not answer');
    first.close();
    const again = lettersOnDisk({ directory, now });
    expect(await again.carrier.status('k')).toMatchObject({ state: 'accepted', reference: 'LOOP-1' });
    expect(await again.carrier.status('other')).toEqual({ state: 'not-known' });
    again.close();
  });
});
