import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readManifest, type BackupManifest } from './backup-manifest.js';

const sha = 'a'.repeat(64);
const manifest: BackupManifest = {
  format: 1,
  takenAt: '2026-03-02T09:00:00.000Z',
  directoryFormat: 1,
  position: 2,
  hash: sha,
  events: 2,
  streams: 1,
  messages: 3,
  outcomes: { applied: 3 },
  outcomesSha256: sha,
  heldSha256: sha,
  files: [{ name: 'history.db', bytes: 4096, sha256: sha }],
};

describe('the manifest of a backup', () => {
  let path: string;
  const write = (text: string): void => {
    writeFileSync(join(path, 'backup.json'), text);
  };
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'rms-manifest-'));
  });
  afterEach(() => {
    rmSync(path, { recursive: true });
  });

  it('is read as it was written, and a field of a later release is left aside', () => {
    write(JSON.stringify({ ...manifest, certificateSha256: sha }));
    expect(readManifest(path)).toEqual(manifest);
  });

  it('is missing where no backup was finished', () => {
    expect(() => readManifest(path)).toThrow('backup.json is missing');
  });

  it.each([
    ['of another format', { ...manifest, format: 2 }, 'has format 2; this release reads format 1.'],
    ['without a format', { ...manifest, format: undefined }, 'has format none; this release reads format 1.'],
    ['without what was counted', { ...manifest, messages: undefined }, 'is not whole: messages'],
    ['with a digest that is none', { ...manifest, hash: 'abc' }, 'is not whole: hash'],
    ['with a name that leads elsewhere', { ...manifest, files: [{ name: '../x', bytes: 1, sha256: sha }] }, 'is not whole: files.0.name'],
    ['that names no file', { ...manifest, files: [] }, 'is not whole: files'],
    ['that is no object', 'nothing', 'has format none'],
  ])('%s is refused', (_, written, sentence) => {
    write(JSON.stringify(written));
    expect(() => readManifest(path)).toThrow(sentence);
  });

  it('that was cut off is refused', () => {
    write(JSON.stringify(manifest).slice(0, 40));
    expect(() => readManifest(path)).toThrow('backup.json cannot be read');
  });
});
