import { describe, expect, it } from '@jest/globals';
import { randomId, systemClock, type EventStore } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { openSqliteDocuments, type Change, type DocumentStore } from '@rms/read-models';
import type { IntakeLog } from '../intake-log.js';
import { messageForTest, SetClock } from '../testing/index.js';
import { openEventStoreIntakeLog } from './index.js';
import { IntakeIndex } from './intake-index.js';
import { specs } from './index-documents.js';

const over = (store: EventStore, clock: SetClock): Promise<IntakeLog> =>
  openEventStoreIntakeLog({
    store,
    openDocuments: (_, wanted) => openSqliteDocuments(':memory:', wanted),
    service: 'results',
    clock,
    newId: randomId,
    onStoreAway: () => undefined,
  });

/** Messages of three days with repeats, conflicts and outcomes among them: more than a page of each. */
const livedThrough = async (log: IntakeLog, clock: SetClock): Promise<void> => {
  for (let n = 0; n < 150; n += 1) {
    clock.at += 29 * 60 * 1000;
    const feed = n % 3 === 0 ? 'lab' : 'pas';
    const route = n % 11 === 0 ? 'none' : n % 5 === 0 ? 'registration' : 'results';
    await log.append(messageForTest(String(n % 40), String(n % 7), { feed, route }));
    if (n % 2 === 0) await log.record([{ receipt: (n >> 1) + 1, outcome: n % 4 === 0 ? 'quarantined' : 'applied', rule: 'r' }]);
    if (n % 3 === 0) await log.record([{ receipt: (n >> 2) + 1, outcome: 'ignored', rule: 'not-ours', waitsFor: [`k${String(n % 9)}`] }]);
    if (n % 2 === 1) await log.refuse({ feed, sender: 'S', controlId: 'C', rule: 'version', sentence: 'no', bytes: new Uint8Array([n]) });
  }
};
const dumpOf = async (documents: DocumentStore): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const { collection, id, body } of documents.dump()) lines.push(`${collection} ${id} ${body}`);
  return lines;
};
const indexOver = (store: Pick<EventStore, 'readStream'>, documents: DocumentStore) =>
  new IntakeIndex({ store, documents, arrived: () => undefined });

/** Documents of an engine that writes one after the other, and falls after so many. */
const falling = (documents: DocumentStore, after: number): DocumentStore => {
  let left = after;
  const write = async (changes: readonly Change[]): Promise<void> => {
    for (const change of changes) {
      if (left === 0) throw new Error('the engine fell');
      left -= 1;
      await documents.write([change]);
    }
  };
  return new Proxy(documents, {
    get: (target, name) => {
      if (name === 'write') return write;
      if (name === 'together') return <T>(work: () => Promise<T>): Promise<T> => work();
      return (Reflect.get(target, name) as () => unknown).bind(target);
    },
  });
};
const sometimes = (n: number): number => 1 + ((n * 7919) % 97);

describe('the index of an intake log', () => {
  const store = new MemoryEventStore(systemClock);
  const built = (async () => {
    const clock = new SetClock();
    const log = await over(store, clock);
    await livedThrough(log, clock);
    await log.close();
    const documents = openSqliteDocuments(':memory:', specs);
    await indexOver(store, documents).caughtUp({ refusals: true });
    return dumpOf(documents);
  })();

  it('comes out the same to the byte, whether it is folded at once or message by message', async () => {
    const expected = await built;
    const documents = openSqliteDocuments(':memory:', specs);
    const seen = { messages: 0, outcomes: 0, refusals: 0 };
    // What can be read of each stream grows by a few events at a time, as it did.
    const growing: Pick<EventStore, 'readStream'> = {
      readStream: async (stream, slice) => {
        const name = stream.slice('intake.'.length) as keyof typeof seen;
        return (await store.readStream(stream, slice)).filter(({ position }) => position <= seen[name]);
      },
    };
    const index = indexOver(growing, documents);
    for (let through = 0; through < store.events.length + 7; through += 7) {
      Object.assign(seen, { messages: through, outcomes: through, refusals: through });
      index.stale();
      await index.caughtUp({ refusals: true });
    }
    expect(await dumpOf(documents)).toEqual(expected);
  }, 30_000);

  it('comes out the same where the engine fell again and again with half a page written', async () => {
    const expected = await built;
    const documents = openSqliteDocuments(':memory:', specs);
    let [falls, isDone] = [0, false];
    while (!isDone) {
      await indexOver(store, falling(documents, sometimes(falls) + falls))
        .caughtUp({ refusals: true })
        .then(
          () => {
            isDone = true;
          },
          () => {
            falls += 1;
          },
        );
    }
    expect(falls).toBeGreaterThan(10);
    expect(await dumpOf(documents)).toEqual(expected);
  }, 30_000);

  it('is made again where it was lost under a running process', async () => {
    const expected = await built;
    const first = openSqliteDocuments(':memory:', specs);
    let documents = first;
    const changing = new Proxy(first, {
      get: (_, name) => (Reflect.get(documents, name) as () => unknown).bind(documents),
    });
    const index = indexOver(store, changing);
    await index.caughtUp({ refusals: true });
    documents = openSqliteDocuments(':memory:', specs);
    await index.caughtUp({ refusals: true });
    expect(await dumpOf(documents)).toEqual(expected);
  }, 30_000);

  it('says that what was appended cannot be read yet where the store does not give it', async () => {
    const index = indexOver({ readStream: () => Promise.resolve([]) }, openSqliteDocuments(':memory:', specs));
    index.mustHave('messages', 1);
    await expect(index.caughtUp()).rejects.toThrow('cannot be read there yet');
  });
});
