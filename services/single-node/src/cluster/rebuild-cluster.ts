import { setTimeout as pause } from 'node:timers/promises';
import { buildReadModel, openSqliteDocuments, type Change, type Document, type DocumentStore } from '@rms/read-models';
import { buildBeside, currentGeneration, dropBuilt, MongoDatabase, switchTo, type Built } from '@rms/read-models/mongodb';
import { databaseOf } from '@rms/service-kit/cluster';
import { StartRefused } from '@rms/service-kit/standing';
import { historiesOf } from '../node/services.js';
import { collectionsIn, readModels, type ReadModel } from '../rebuilding/read-models.js';
import type { RebuildProgress, RebuiltModel } from '../rebuilding/rebuilt-model.js';
import type { OpenCluster } from './open-cluster.js';

const [withinMs, lookEveryMs] = [90_000, 500];
const atOnce = 500;

/** Brings every document of one store into another. */
const bring = async (from: DocumentStore, to: DocumentStore): Promise<void> => {
  let changes: Change[] = [];
  for await (const { collection, body } of from.dump()) {
    changes.push({ put: JSON.parse(body) as Document, into: collection });
    if (changes.length < atOnce) continue;
    await to.write(changes);
    changes = [];
  }
  await to.write(changes);
};

interface Order {
  readonly model: ReadModel;
  readonly onProgress: RebuildProgress;
}

/** Builds from the history into the generation beside, and answers through where. In memory first: each fact is several questions to a store. */
const buildFrom = async ({ store }: OpenCluster, { model, onProgress }: Order, beside: DocumentStore): Promise<number> => {
  // Only now: the places that are taken over were read before, and nothing that they are past may be missing.
  const through = await store.lastPosition();
  const memory = openSqliteDocuments(':memory:', collectionsIn(model));
  try {
    await buildReadModel(
      { ...model, documents: memory, histories: historiesOf(store), onIncident: () => undefined },
      {
        through,
        store,
        onProgress: (at) => {
          onProgress(model.service, at, through);
        },
      },
    );
    await bring(memory, beside);
    await beside.write([], through);
    return through;
  } finally {
    await memory.close();
  }
};

// Whoever still has the generation before the current one open would find it empty after the switch.
const refuseWhereFormerIsOpen = async ({ doors }: OpenCluster, database: MongoDatabase, service: string): Promise<void> => {
  const opened = await doors.openAt(service);
  const current = await currentGeneration(database);
  if (opened !== undefined && opened !== current)
    throw new StartRefused(
      `${service} has not been begun anew since its read model was last made anew (it has ${String(opened)} open, and ${String(current)} is current). Begin it anew first.`,
    );
};

const switchedTo = async (database: MongoDatabase, built: Built): Promise<void> => {
  try {
    await switchTo(database, built);
  } catch (error) {
    await dropBuilt(database, built.to).catch(() => undefined);
    throw error;
  }
};

/** Resolves when a service has opened a generation; with why it has not where it takes too long. */
const untilOpen = async ({ doors }: OpenCluster, service: string, generation: number): Promise<string | undefined> => {
  let opened: number | undefined;
  for (let waited = 0; waited < withinMs; waited += lookEveryMs) {
    opened = await doors.openAt(service);
    if (opened === generation) return undefined;
    await pause(lookEveryMs);
  }
  return opened === undefined
    ? `${service} does not answer. It opens what was made anew when it starts.`
    : `${service} goes on with what it had before: begin its processes anew.`;
};

const rebuildOne = async (cluster: OpenCluster, order: Order): Promise<RebuiltModel> => {
  const { service } = order.model;
  const { mongodb, region } = cluster.settings;
  const database = new MongoDatabase({ url: mongodb, name: databaseOf(region, service) });
  try {
    await refuseWhereFormerIsOpen(cluster, database, service);
    let through = 0;
    const built = await buildBeside({ database, specs: collectionsIn(order.model) }, async (beside) => {
      through = await buildFrom(cluster, order, beside);
    });
    await switchedTo(database, built);
    const waitsFor = await untilOpen(cluster, service, built.to);
    return { service, through, ...(waitsFor === undefined ? {} : { waitsFor }) };
  } finally {
    await database.close();
  }
};

/**
 * Builds each read model of a cluster beside the one that runs and switches to it, one service after the other. A service that runs
 * notices it, ends and is begun anew, and takes in again what came since the building began: nothing that came meanwhile is lost.
 */
export async function* rebuildCluster(cluster: OpenCluster, onProgress: RebuildProgress): AsyncGenerator<RebuiltModel> {
  for (const model of readModels) yield await rebuildOne(cluster, { model, onProgress });
}
