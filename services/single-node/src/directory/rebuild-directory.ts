import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDirectory } from '@rms/durable-sqlite';
import { EmbeddedHistoryReader } from '@rms/event-sourcing';
import { compareStores, openSqliteDocuments, openSqliteSnapshot } from '@rms/read-models';
import { viewsFile } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { checkedModel, type CheckedModel } from '../rebuilding/checked-model.js';
import { collectionsIn, readModels, type ReadModel } from '../rebuilding/read-models.js';
import type { RebuildProgress, RebuiltModel } from '../rebuilding/rebuilt-model.js';
import { buildInto } from './build-read-models.js';

const checkOne = async (data: string, model: ReadModel, onProgress: RebuildProgress): Promise<CheckedModel> => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-rebuild-'));
  const live = openSqliteSnapshot(viewsFile(data, model.service), collectionsIn(model));
  const through = (await live.progress()).applied;
  const file = join(directory, 'beside.db');
  await buildInto(data, model, {
    file,
    through,
    done: 0,
    onProgress: (at) => {
      onProgress(model.service, at, through);
    },
  });
  const beside = openSqliteDocuments(file, collectionsIn(model));
  const compared = await compareStores(live, beside);
  await live.close();
  await beside.close();
  rmSync(directory, { recursive: true });
  return checkedModel(model, through, compared);
};

/** Builds each read model of a directory beside the one that is there, up to the same position, and compares the two. Works beside a running system. */
export async function* checkDirectory(data: string, onProgress: RebuildProgress): AsyncGenerator<CheckedModel> {
  for (const model of readModels) yield await checkOne(data, model, onProgress);
}

// A reaction that is outstanding when a read model is thrown away must not be lost with it. Where nobody can say any more what is
// outstanding everything is: to react twice is to react once.
const reactedThrough = async (data: string, model: ReadModel): Promise<number> => {
  const file = viewsFile(data, model.service);
  if (!existsSync(file)) return 0;
  try {
    const documents = openSqliteDocuments(file, collectionsIn(model));
    const { done } = await documents.progress();
    await documents.close();
    return done;
  } catch {
    return 0;
  }
};

const rebuildOne = async (data: string, model: ReadModel, onProgress: RebuildProgress): Promise<RebuiltModel> => {
  const { service } = model;
  const reader = new EmbeddedHistoryReader(data);
  const through = await reader.lastPosition();
  reader.close();
  const done = await reactedThrough(data, model);
  const file = viewsFile(data, service);
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  await buildInto(data, model, {
    file,
    through,
    done,
    onProgress: (at) => {
      onProgress(service, at, through);
    },
  });
  return { service, through };
};

/** Drops and rebuilds each read model of a directory on which no system runs. Throws `StartRefused` where one does. */
export async function* rebuildDirectory(data: string, onProgress: RebuildProgress): AsyncGenerator<RebuiltModel> {
  const release = lockDirectory(data);
  if (release === undefined)
    throw new StartRefused('The system is running on this directory. Stop it to rebuild, or use --check beside it.');
  try {
    for (const model of readModels) yield await rebuildOne(data, model, onProgress);
  } finally {
    release();
  }
}
