import { expect, it } from '@jest/globals';
import type { Message } from '@rms/messaging';
import { collectionsOf, differencesBetween, openSqliteDocuments, type DocumentStore } from '../index.js';
import { consumer, copies, interleaved, shortHistory, views } from '../small-read-model.fixture.js';
import { serverToTry } from './config.js';
import { openMongoDocuments } from './index.js';
import { freshDatabase } from './tried-server.fixture.js';

const dumpOf = async (documents: DocumentStore): Promise<readonly unknown[]> => {
  const dumped = [];
  for await (const each of documents.dump()) dumped.push(each);
  return dumped;
};
const specs = collectionsOf(copies, views);

interface Other {
  readonly name: string;
  readonly open: () => { readonly documents: DocumentStore; readonly end: () => Promise<void> };
}
const onServer = (url: string): Other => ({
  name: 'a server',
  open: () => {
    const { database, drop } = freshDatabase(url);
    const documents = openMongoDocuments({ database, specs });
    return { documents, end: () => documents.close().then(drop) };
  },
});
const inFile: Other = {
  name: 'another file',
  open: () => {
    const documents = openSqliteDocuments(':memory:', specs);
    return { documents, end: () => documents.close() };
  },
};
const url = serverToTry();
const others: readonly Other[] = url === undefined ? [inFile] : [inFile, onServer(url)];

it.each(others)(
  'a consumer makes the same of the same messages in a file and in $name, to the byte, though they come twice',
  async ({ open }) => {
    const straight = openSqliteDocuments(':memory:', specs);
    const { documents: twice, end } = open();
    const streams = shortHistory();
    const taken = async (documents: DocumentStore, messages: readonly Message[]): Promise<void> => {
      const taker = consumer(documents);
      for (const message of messages) await taker.take({ message });
      await taker.passed(messages.length);
    };
    const picks = Array.from({ length: 30 }, (_, n) => (n * 7) % 11);
    await taken(straight, streams.flat());
    await taken(twice, [...interleaved(streams, picks), ...streams.toReversed().flat()]);
    expect((await dumpOf(twice)).length).toBeGreaterThan(5);
    expect(await dumpOf(twice)).toEqual(await dumpOf(straight));
    expect((await differencesBetween(straight, twice)).differing).toEqual([]);
    await straight.close();
    await end();
  },
);
