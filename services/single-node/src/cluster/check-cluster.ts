import { setTimeout as pause } from 'node:timers/promises';
import { MongoDatabase, openMongoDocuments } from '@rms/read-models/mongodb';
import { databaseOf } from '@rms/service-kit/cluster';
import { historiesOf } from '../node/services.js';
import type { CheckedModel } from '../rebuilding/checked-model.js';
import { lookAfterLook, type Looked } from '../rebuilding/look-after-look.js';
import { collectionsIn, readModels } from '../rebuilding/read-models.js';
import type { RebuildProgress } from '../rebuilding/rebuilt-model.js';
import type { OpenCluster } from './open-cluster.js';

const betweenLooksMs = 2000;

// First each publishes what it has stored, then each hears what the others have.
const quietIn = async ({ doors }: Pick<OpenCluster, 'doors'>): Promise<void> => {
  await doors.finishOpenWork();
  await doors.finishOpenWork();
};

const unsettledIn = ({ looks, why = 'facts kept coming' }: Looked): string =>
  `There was no quiet moment to compare at: ${why.replace(/\.$/, '')}. What differs was different at each of ${String(looks)} looks.`;

const told = (looked: Looked): readonly CheckedModel[] =>
  looked.models.map((model) => (looked.isSettled || model.differing.length === 0 ? model : { ...model, unsettled: unsettledIn(looked) }));

/** Compares the read models of the services of a cluster with what the history makes of them, while they run. */
export async function* checkCluster(cluster: OpenCluster, onProgress: RebuildProgress): AsyncGenerator<CheckedModel> {
  const { settings, store } = cluster;
  const databases: MongoDatabase[] = [];
  try {
    const looked = await lookAfterLook({
      models: readModels,
      store,
      histories: historiesOf(store),
      running: (model) => {
        const database = new MongoDatabase({ url: settings.mongodb, name: databaseOf(settings.region, model.service) });
        databases.push(database);
        return openMongoDocuments({ database, specs: collectionsIn(model) });
      },
      quiet: () => quietIn(cluster),
      pause: () => pause(betweenLooksMs),
      onProgress: (at, of) => {
        onProgress('the read models', at, of);
      },
    });
    yield* told(looked);
  } finally {
    for (const database of databases) await database.close();
  }
}
