import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeFolders } from './make-folders.js';

describe('folders that are made', () => {
  it('are there with those above them, once or twice asked for, for nobody else to read', () => {
    const place = mkdtempSync(join(tmpdir(), 'rms-folders-'));
    const wanted = join(place, 'one', 'two');
    makeFolders(wanted);
    makeFolders(wanted);
    expect(statSync(wanted).mode & 0o777).toBe(0o700);
    rmSync(place, { recursive: true });
  });
  it('end with the error of the operating system where there can be none', () => {
    expect(() => {
      makeFolders('/dev/null/rms');
    }).toThrow(/ENOTDIR|ENOENT/);
  });
});
