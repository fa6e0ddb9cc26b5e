import { existsSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDirectory } from '@rms/durable-sqlite';
import { EmbeddedHistoryReader } from '@rms/event-sourcing';
import { collectionsOf, differencesBetween, openSqliteDocuments, openSqliteSnapshot } from '@rms/read-models';
import { defaultData, operatorFrom } from '../config.js';
import { birthWithHistory, viewsFile } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { buildInto, readModels, type ReadModel } from '../directory/build-read-models.js';
import { recordReadingOf } from '../directory/record-reading.js';
import { finish, Progress, show } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

export interface RebuildOptions extends ReadOptions {
  readonly check?: boolean;
}

const build = async (
  data: string,
  model: ReadModel,
  order: { readonly file: string; readonly through: number; readonly done: number },
): Promise<void> => {
  const progress = new Progress(`Building ${model.service}`);
  await buildInto(data, model, {
    ...order,
    onProgress: (at) => {
      progress.at(at, order.through);
    },
  });
  progress.end();
};

const checkOne = async (
  data: string,
  model: ReadModel,
): Promise<{ readonly service: string; readonly through: number; readonly compared: number; readonly differing: readonly string[] }> => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-rebuild-'));
  const live = openSqliteSnapshot(viewsFile(data, model.service), collectionsOf(model.copies, model.views));
  const through = (await live.progress()).applied;
  await build(data, model, { file: join(directory, 'beside.db'), through, done: 0 });
  const beside = openSqliteDocuments(join(directory, 'beside.db'), collectionsOf(model.copies, model.views));
  const { compared, differing } = await differencesBetween(live, beside);
  await live.close();
  await beside.close();
  rmSync(directory, { recursive: true });
  return { service: model.service, through, compared, differing };
};

// A reaction that is outstanding when a read model is thrown away must not be lost with it. Where nobody can say any more what is
// outstanding everything is: to react twice is to react once.
const reactedThrough = async (data: string, model: ReadModel): Promise<number> => {
  const file = viewsFile(data, model.service);
  if (!existsSync(file)) return 0;
  try {
    const documents = openSqliteDocuments(file, collectionsOf(model.copies, model.views));
    const { done } = await documents.progress();
    await documents.close();
    return done;
  } catch {
    return 0;
  }
};

const rebuildAll = async (data: string, json: boolean | undefined): Promise<void> => {
  const release = lockDirectory(data);
  if (release === undefined)
    throw new StartRefused('The system is running on this directory. Stop it to rebuild, or use --check beside it.');
  const reader = new EmbeddedHistoryReader(data);
  const through = await reader.lastPosition();
  reader.close();
  for (const model of readModels) {
    const done = await reactedThrough(data, model);
    for (const ending of ['', '-wal', '-shm']) rmSync(`${viewsFile(data, model.service)}${ending}`, { force: true });
    await build(data, model, { file: viewsFile(data, model.service), through, done });
    show(json, { service: model.service, through }, () => `${model.service}: rebuilt through position ${String(through)}`);
  }
  release();
};

/** Drops and rebuilds every read model from the published histories, or builds beside and compares byte for byte. */
export const rebuildCommand = async (options: RebuildOptions): Promise<void> => {
  const data = options.data ?? defaultData();
  birthWithHistory(data);
  await recordReadingOf(data, { operator: operatorFrom(), what: 'all events, to rebuild the read models' });
  if (options.check !== true) {
    await rebuildAll(data, options.json);
    finish(0);
    return;
  }
  let wrong = 0;
  for (const model of readModels) {
    const checked = await checkOne(data, model);
    wrong += checked.differing.length;
    show(
      options.json,
      checked,
      () =>
        `${checked.service}: ${String(checked.compared)} documents at position ${String(checked.through)}, ${checked.differing.length === 0 ? 'equal byte for byte' : `${String(checked.differing.length)} differ: ${checked.differing.slice(0, 5).join(', ')}`}`,
    );
  }
  finish(wrong === 0 ? 0 : 1);
};
