import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { birthOf, takeDirectory } from './data-directory.js';

const wanted = { mode: undefined, seed: 'empty', now: '2026-03-04T09:00:00.000Z' } as const;

describe('a data directory', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'rms-directory-'));
  });
  afterEach(() => {
    rmSync(place, { recursive: true });
  });

  it('is born in training mode for the service that takes it first, and keeps its key', () => {
    const first = takeDirectory(join(place, 'new'), { ...wanted, service: 'letters' });
    first.release();
    const second = takeDirectory(join(place, 'new'), { ...wanted, service: 'letters' });
    second.release();
    expect(birthOf(join(place, 'new'))).toEqual({
      format: 1,
      mode: 'training',
      seed: 'empty',
      bornAt: '2026-03-04T09:00:00.000Z',
      service: 'letters',
    });
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.key).toEqual(first.key);
  });
  it('belongs to one service, or to all of them together, and never changes hands', () => {
    takeDirectory(place, { ...wanted, service: 'letters' }).release();
    expect(() => takeDirectory(place, { ...wanted, service: 'pathway' })).toThrow('is that of letters, and not of pathway');
    expect(() => takeDirectory(place, wanted)).toThrow('is that of letters, and not of the whole system in one process');
    takeDirectory(place, { ...wanted, service: 'letters' }).release();
  });
  it('has one process at a time', () => {
    const held = takeDirectory(place, wanted);
    expect(() => takeDirectory(place, wanted)).toThrow('Another process is using the data directory');
    held.release();
    takeDirectory(place, wanted).release();
  });
  it('is not taken in production mode while patients’ data would lie in clear', () => {
    expect(() => takeDirectory(place, { ...wanted, mode: 'production' })).toThrow('Production mode (RMS_MODE) needs a key store');
  });
  it('of a later release is refused and left as it is', () => {
    writeFileSync(join(place, 'directory.json'), JSON.stringify({ format: 2, mode: 'training', seed: 'empty', bornAt: wanted.now }));
    expect(() => takeDirectory(place, wanted)).toThrow('has format 2; this release reads format 1');
  });
  it('that cannot be made is refused by its variable', () => {
    writeFileSync(join(place, 'a-file'), '');
    expect(() => takeDirectory(join(place, 'a-file', 'x'), wanted)).toThrow('(RMS_DATA) cannot be made or opened: ENOTDIR');
  });
});
