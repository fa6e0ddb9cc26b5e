import type { EventStore, StoredEvent, StreamSlice } from '../../event-store.js';
import { askedIn, type Asked } from './asked.reading.js';
import { refusalOf } from './refusal.js';
import { subscribe } from './subscribe.js';
import { tell, type ReadCall } from './tell.js';
import { toldEvent, toldNotFound } from './told.js';

// Few at a time: an event may be of 1 MiB.
const page = 64;

async function* streamForwards(store: EventStore, stream: string, part: StreamSlice): AsyncGenerator<StoredEvent> {
  for (let { from, limit: left } = part; left > 0;) {
    const limit = Math.min(page, left);
    const events = await store.readStream(stream, { from, limit });
    yield* events;
    if (events.length < limit) return;
    from += limit;
    left -= limit;
  }
}
// The log is read forwards only: of a stream that is read backwards, as many are held as were asked for.
const streamBackwards = async (store: EventStore, stream: string, { from, count = 0 }: Asked): Promise<readonly StoredEvent[]> => {
  const held: StoredEvent[] = [];
  for await (const event of streamForwards(store, stream, { from: 0, limit: typeof from === 'number' ? from + 1 : Infinity })) {
    held.push(event);
    if (held.length > count) held.shift();
  }
  return held.toReversed();
};
async function* ofStream(store: EventStore, stream: string, asked: Asked): AsyncGenerator<StoredEvent> {
  const { from, isBackwards, count = 0 } = asked;
  if (from === (isBackwards ? 'start' : 'end')) return;
  if (isBackwards) yield* await streamBackwards(store, stream, asked);
  else yield* streamForwards(store, stream, { from: typeof from === 'number' ? from : 0, limit: count });
}

async function* forwards(store: EventStore, { from }: Asked): AsyncGenerator<StoredEvent> {
  if (from === 'end') return;
  for (let after = from === 'start' ? 0 : from - 1; ;) {
    const events = await store.readAll(after, page);
    yield* events;
    const last = events.at(-1);
    if (last === undefined || events.length < page) return;
    after = last.position;
  }
}
// From a position means before it: a position lies between what came before and what begins there.
async function* backwards(store: EventStore, { from }: Asked): AsyncGenerator<StoredEvent> {
  let before = from === 'end' ? (await store.lastPosition()) + 1 : from === 'start' ? 0 : from;
  while (before > 1) {
    const after = Math.max(0, before - 1 - page);
    const events = (await store.readAll(after, page)).filter(({ position }) => position < before);
    yield* events.toReversed();
    before = after + 1;
  }
}

const readLog = async (store: EventStore, call: ReadCall, asked: Asked): Promise<void> => {
  let left = asked.count ?? 0;
  for await (const event of asked.isBackwards ? backwards(store, asked) : forwards(store, asked)) {
    if (left === 0) return;
    if (!asked.wants(event)) continue;
    left -= 1;
    if (!(await tell(call, toldEvent(event)))) return;
  }
};

const readStream = async (store: EventStore, call: ReadCall, asked: Asked): Promise<void> => {
  const stream = asked.stream ?? '';
  let isThere = false;
  for await (const event of ofStream(store, stream, asked)) {
    if (!(await tell(call, toldEvent(event)))) return;
    isThere = true;
  }
  isThere ||= (await store.readStream(stream, { from: 0, limit: 1 })).length > 0;
  if (!isThere) await tell(call, toldNotFound(stream));
};

/** `Streams.Read`: a stream or the whole log, forwards or backwards, once or for as long as the client listens. */
export const read =
  (store: EventStore, newId: () => string) =>
  (call: ReadCall): void => {
    void (async () => {
      try {
        const asked = askedIn(call.request.getOptions());
        if (asked.count === undefined) await subscribe(store, call, { asked, id: newId() });
        else if (asked.stream === undefined) await readLog(store, call, asked);
        else await readStream(store, call, asked);
        call.end();
      } catch (error) {
        call.emit('error', refusalOf(error));
      }
    })();
  };
