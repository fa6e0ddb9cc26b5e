import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openSqliteDocuments, type CollectionSpec, type DocumentStore } from '@rms/read-models';
import { MongoDatabase, openMongoDocuments } from '@rms/read-models/mongodb';
import fc from 'fast-check';
import { RegionInMemory } from '../in-memory/region-in-memory.js';
import { asItHappened, storyWithADeathArbitrary } from '../properties/story.js';
import { tell } from '../properties/tell.js';
import { serverToTry } from './config.js';
import { isLookedUp, recorded, type Question } from './recorded-questions.js';

type Dump = Readonly<Record<string, readonly string[]>>;

/** Where the services of a region keep what they read from, to be compared and ended. */
class Stores {
  readonly #open = new Map<string, DocumentStore>();

  constructor(private readonly opened: (service: string, specs: readonly CollectionSpec[]) => DocumentStore) {}

  readonly documents = (service: string, specs: readonly CollectionSpec[]): DocumentStore => {
    const store = this.opened(service, specs);
    this.#open.set(service, store);
    return store;
  };

  async dump(): Promise<Dump> {
    const all: Record<string, readonly string[]> = {};
    for (const [service, store] of this.#open) {
      const lines = [];
      for await (const { collection, id, body } of store.dump()) lines.push(`${collection}/${id} ${body}`);
      all[service] = lines;
    }
    return all;
  }
}

const inMemory = (_service: string, specs: readonly CollectionSpec[]): DocumentStore => openSqliteDocuments(':memory:', specs);
const [told] = fc.sample(storyWithADeathArbitrary, { numRuns: 1, seed: 20261122 }).map(asItHappened);
const services = ['alerting', 'letters', 'pathway', 'portal-gateway', 'registration', 'results'];

describe('what the services ask of their read models', () => {
  it('is looked up by an index', async () => {
    const heard: Question[] = [];
    const region = await RegionInMemory.open({
      writesLetters: true,
      documents: (service, specs) => recorded(inMemory(service, specs), { service, specs, heard: (question) => heard.push(question) }),
    });
    await tell(region, told!);
    await region.daysPass(200);
    await region.close();
    const said = ({ service, spec, filter, options }: Question) =>
      `${service} ${spec.name} ${JSON.stringify([Object.keys(filter), options])}`;
    expect([...new Set(heard.filter((question) => !isLookedUp(question)).map(said))]).toEqual([]);
    expect([...new Set(heard.map(({ service }) => service))].sort()).toEqual(services);
  });
  it('would be found out if it were not', () => {
    const asked = { service: 'pathway', spec: { name: 'results', indexes: ['patient'] }, options: {} };
    expect([{ patient: '1', on: 2 }, { on: 2 }, {}].map((filter) => isLookedUp({ ...asked, filter }))).toEqual([true, false, true]);
    const first = { limit: 1, sort: { on: 1 as const } };
    expect(isLookedUp({ ...asked, filter: {}, options: first })).toBe(false);
  });
});

const url = serverToTry();
if (url !== undefined)
  it('the services make the same of one history on a server as in memory, to the byte', async () => {
    const here = new Stores(inMemory);
    const first = await RegionInMemory.open({ writesLetters: true, documents: here.documents });
    await tell(first, told!);
    const straight = await here.dump();
    await first.close();

    const run = randomUUID().slice(0, 8);
    const databases = services.map((service, index) => ({
      service,
      database: new MongoDatabase({ url, name: `try-${run}-${String(index)}` }),
    }));
    const databaseOf = (service: string) => databases.find((one) => one.service === service)!.database;
    const there = new Stores((service, specs) => openMongoDocuments({ database: databaseOf(service), specs }));
    const again = await RegionInMemory.openAgain(first, { documents: there.documents });
    const onServer = await there.dump();
    await again.close();
    expect(Object.keys(onServer).sort()).toEqual(services);
    expect(onServer).toEqual(straight);
    expect(straight['portal-gateway']!.length).toBeGreaterThan(10);
    for (const { database } of databases) {
      await (await database.connection()).dropDatabase();
      await database.close();
    }
  }, 60_000);
