import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import { mongoCheckpoint, MongoDatabase, openMongoDocuments } from './index.js';

const awayAfterMs = 300;
const specs = [{ name: 'people', indexes: ['name'] }];

const listening = async (): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `mongodb://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
};
const ended = async (server: Server): Promise<void> => {
  server.close();
  await once(server, 'close');
};

const everyQuestion = (url: string) => {
  const database = new MongoDatabase({ url, name: 'nobody', awayAfterMs });
  const documents = openMongoDocuments({ database, specs });
  const people = documents.collection('people');
  const questions: readonly (() => Promise<unknown>)[] = [
    () => people.get('ZT001', '1'),
    () => people.count('ZT001', {}),
    () => documents.every('people'),
    () => documents.write([{ put: { _id: '1', trust: 'ZT001' }, into: 'people' }], 1),
    () => documents.progress(),
    () => documents.places.read(['facts']),
    () => mongoCheckpoint(database, 'relay').read(),
    () => documents.dump()[Symbol.asyncIterator]().next(),
  ];
  return { questions, end: () => documents.close().then(() => database.close()) };
};

it('says within its time that the read model is away, each time it is asked, and nothing of the history', async () => {
  const { server, url } = await listening();
  await ended(server);
  const { questions, end } = everyQuestion(url);
  for (const question of questions) {
    const began = performance.now();
    const error = await question().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect((error as Error).message).toMatch(/^The read model is not available now: /);
    expect(performance.now() - began).toBeLessThan(10 * awayAfterMs);
  }
  await end();
});

it('says so of a server that takes connections and never answers', async () => {
  const { server, url } = await listening();
  const { questions, end } = everyQuestion(url);
  const began = performance.now();
  await expect(questions[0]!()).rejects.toThrow(StoreUnavailable);
  expect(performance.now() - began).toBeLessThan(10 * awayAfterMs);
  await end();
  await ended(server);
});
