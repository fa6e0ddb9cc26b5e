import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { birthOf, takeDirectory } from './data-directory.js';

const wanted = { mode: undefined, seed: 'empty', now: '2026-03-02T09:00:00.000Z' } as const;

describe('a data directory', () => {
  let path: string;
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'rms-directory-'));
    takeDirectory(path, wanted).release();
    for (const file of ['history.db', 'intake.db']) writeFileSync(join(path, file), '');
  });
  afterEach(() => {
    rmSync(path, { recursive: true });
  });

  it('is taken again as it was born', () => {
    const again = takeDirectory(path, { ...wanted, seed: 'demo' });
    expect([again.isNew, again.birth.seed]).toEqual([false, 'empty']);
    again.release();
  });

  it.each(['directory.json', 'identifiers.secret', 'history.db'])('is not taken, nor made anew, when it has lost %s', (file) => {
    rmSync(join(path, file));
    expect(() => takeDirectory(path, wanted)).toThrow(`has lost ${file}.`);
    expect(existsSync(join(path, file))).toBe(false);
  });

  it.each([
    ['of a later release', '{"format":2,"mode":"sealed"}', 'has format 2; this release reads format 1. Use the release that wrote it.'],
    ['without a format', '{"mode":"training"}', 'has format none; this release reads format 1.'],
    ['cut off in its birth', '{"format":1,"mo', 'directory.json cannot be read'],
  ])('%s is neither taken nor read, and says so in a sentence', (_, written, sentence) => {
    writeFileSync(join(path, 'directory.json'), written);
    expect(() => takeDirectory(path, wanted)).toThrow(sentence);
    expect(() => birthOf(path)).toThrow(sentence);
  });

  it('that is a backup is neither taken nor read: either would change it', () => {
    writeFileSync(join(path, 'backup.json'), '{}');
    rmSync(join(path, 'lock.db'));
    expect(() => takeDirectory(path, wanted)).toThrow('is a backup and is not used itself');
    expect(() => birthOf(path)).toThrow('rms restore --from');
    expect(existsSync(join(path, 'lock.db'))).toBe(false);
  });

  it('is not born where a restore was not finished, and neither is what that left', () => {
    const wantedHere = join(path, 'restored');
    mkdirSync(`${wantedHere}.unfinished`);
    expect(() => takeDirectory(wantedHere, wanted)).toThrow('A restore into');
    expect(() => takeDirectory(`${wantedHere}.unfinished`, wanted)).toThrow('has not finished');
    expect(readdirSync(`${wantedHere}.unfinished`)).toEqual([]);
    rmSync(`${wantedHere}.unfinished`, { recursive: true });
    takeDirectory(wantedHere, wanted).release();
  });

  it('is not taken when somebody has written into it that it is in production', () => {
    writeFileSync(join(path, 'directory.json'), JSON.stringify({ format: 1, mode: 'production', seed: 'empty', bornAt: wanted.now }));
    expect(() => takeDirectory(path, wanted)).toThrow('key store');
  });
});
