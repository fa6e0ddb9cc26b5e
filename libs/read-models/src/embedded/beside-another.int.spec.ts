import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { openSqliteDocuments } from './sqlite-documents.js';

it('a read model shows what another process wrote into it, as a rebuild does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rms-beside-'));
  const open = () => openSqliteDocuments(join(folder, 'views.db'), [{ name: 'people', indexes: [] }]);
  const [ours, theirs] = [open(), open()];
  try {
    const all = () => ours.collection<{ readonly _id: string; readonly trust: string }>('people').find('ZT001', {});
    expect(await all()).toEqual([]);
    await theirs.write([{ put: { _id: '1', trust: 'ZT001' }, into: 'people' }]);
    expect(await all()).toEqual([{ _id: '1', trust: 'ZT001' }]);
  } finally {
    await ours.close();
    await theirs.close();
    rmSync(folder, { recursive: true });
  }
});
