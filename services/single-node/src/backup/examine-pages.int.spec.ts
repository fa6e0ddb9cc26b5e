import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@rms/event-sourcing';
import { lettersOnDisk } from '@rms/letters';
import { examinePages, pageIn, sentWithoutTheirPage } from './examine-pages.js';

const directory = mkdtempSync(join(tmpdir(), 'rms-pages-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
const letter = 'e1000000-0000-5000-8000-000000000001';
const event = (type: string, pdfSha256: string, metadata = {}): StoredEvent =>
  ({ type, stream: `letters.letter-${letter}`, metadata, data: Buffer.from(JSON.stringify({ pdfSha256 })) }) as unknown as StoredEvent;
const gone = 'f'.repeat(64);

describe('the page of a letter', () => {
  const onDisk = lettersOnDisk({ directory, now: () => '2026-03-04T09:00:00.000Z' });
  let [kept, altered] = ['', ''];
  beforeAll(async () => {
    kept = await onDisk.blobs.put(Buffer.from('a page'), 'text/plain');
    altered = await onDisk.blobs.put(Buffer.from('another page'), 'text/plain');
    onDisk.close();
    const database = new DatabaseSync(join(directory, 'letters-pages.db'));
    database.exec(`DROP TRIGGER page_is_never_changed; UPDATE page SET bytes = x'00' WHERE sha256 = '${altered}'`);
    database.close();
  });

  it('is named by the fact that it was written and by the fact that it left, and by no erased one', () => {
    expect(pageIn(event('LetterDrafted', kept))).toEqual({ page: kept, letter, hasLeft: false });
    expect(pageIn(event('LetterHandedOver', kept))).toEqual({ page: kept, letter, hasLeft: true });
    expect(pageIn(event('LetterApproved', kept))).toBeUndefined();
    expect(pageIn(event('LetterDrafted', kept, { erased: 'true' }))).toBeUndefined();
  });
  it('of one that has left is missed where it is not kept or was altered, with the letter’s name', () => {
    const sent = [kept, altered, gone].map((page) => ({ page, letter, hasLeft: true }));
    expect(sentWithoutTheirPage(directory, sent)).toEqual([
      `Letter ${letter} has left, and its page ${altered} is not what was sent`,
      `Letter ${letter} has left, and its page ${gone} is not kept`,
    ]);
    expect(sentWithoutTheirPage(directory, sent.slice(0, 1))).toEqual([]);
  });
  it('of any that was written is missed in a copy', () => {
    const written = new Map([kept, gone].map((page) => [page, { page, letter, hasLeft: false }]));
    expect(examinePages(directory, written)).toEqual([`Letter ${letter} was written, and its page ${gone} is not kept`]);
  });
});
