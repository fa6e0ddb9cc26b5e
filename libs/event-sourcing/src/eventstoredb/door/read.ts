import type { EventStore, StoredEvent } from '../../event-store.js';
import { askedIn, type Asked } from './asked.reading.js';
import { refusalOf } from './refusal.js';
import { subscribe } from './subscribe.js';
import { tell, type ReadCall } from './tell.js';
import { toldEvent, toldNotFound } from './told.js';

const page = 500;

const ofStream = (events: readonly StoredEvent[], { from, isBackwards, count = 0 }: Asked): readonly StoredEvent[] => {
  const ordered = isBackwards ? events.toReversed() : events;
  const isAfter = ({ revision }: StoredEvent): boolean => typeof from !== 'number' || (isBackwards ? revision <= from : revision >= from);
  const isNone = from === (isBackwards ? 'start' : 'end');
  return isNone ? [] : ordered.filter(isAfter).slice(0, count);
};

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
  const events = await store.readStream(stream);
  if (events.length === 0) await tell(call, toldNotFound(stream));
  for (const event of ofStream(events, asked)) if (!(await tell(call, toldEvent(event)))) return;
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
