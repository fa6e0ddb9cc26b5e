import { canonicalMetadata, sha256 } from './envelope.js';
import type { EventStore, StoredEvent } from './event-store.js';

/** One thing that the whole log and a stream say differently. */
export interface Difference {
  readonly rule: 'log-ends-early' | 'not-in-stream' | 'not-in-log' | 'differs';
  /** Absent where it is the log as a whole. */
  readonly stream?: string;
  readonly revision?: number;
  readonly what: string;
}
export interface Compared {
  readonly events: number;
  readonly streams: number;
  readonly differences: readonly Difference[];
}
export interface Comparing {
  /** Told after each page of the log and each hundred streams. */
  readonly onProgress?: (so: { readonly events: number; readonly streams: number; readonly ofStreams: number }) => void;
}
type Store = Pick<EventStore, 'readAll' | 'readStream' | 'lastPosition'>;

// An event may be of 1 MiB.
const page = 64;

/** Everything that is stored of an event, in one line. The hash stands by itself: the text of an envelope leaves it out. */
const lineOf = ({ stream, revision, id, type, storedAt, metadata, data }: StoredEvent): string =>
  [stream, revision, id, type, storedAt, canonicalMetadata(metadata), metadata['hash'], sha256(data)].join(' ');

/** A stream as it has been read so far: how much of it, and one fingerprint of everything in its order. */
interface Print {
  readonly events: number;
  readonly digest: string;
}
const nothing: Print = { events: 0, digest: '' };
const printAfter = ({ events, digest }: Print, event: StoredEvent): Print => ({
  events: events + 1,
  digest: sha256(`${digest}\n${lineOf(event)}`),
});

async function* log(store: Store, through: number, prefixes: readonly string[] = []): AsyncGenerator<readonly StoredEvent[]> {
  for (let after = 0; after < through;) {
    const events = await store.readAll(after, page, prefixes);
    yield events.filter(({ position }) => position <= through);
    const last = events.at(-1);
    if (last === undefined) return;
    after = last.position;
  }
}
async function* eventsOf(store: Store, stream: string, through: number): AsyncGenerator<StoredEvent> {
  for (let from = 0; ; from += page) {
    const events = await store.readStream(stream, { from, limit: page });
    yield* events.filter(({ position }) => position <= through);
    if (events.length < page) return;
  }
}

/** The two readings of one stream side by side, event by event; only of one whose fingerprints differ. */
const differencesIn = async (store: Store, stream: string, through: number): Promise<readonly Difference[]> => {
  const inLog: string[] = [];
  for await (const events of log(store, through, [stream])) inLog.push(...events.filter((event) => event.stream === stream).map(lineOf));
  const inStream: string[] = [];
  for await (const event of eventsOf(store, stream, through)) inStream.push(lineOf(event));
  const differences: Difference[] = [];
  for (let n = 0; n < Math.max(inLog.length, inStream.length); n += 1) {
    const [one, other] = [inLog[n], inStream[n]];
    if (one === other) continue;
    if (one === undefined)
      differences.push({ rule: 'not-in-log', stream, revision: n, what: 'its stream has it and the whole log has not' });
    else if (other === undefined)
      differences.push({ rule: 'not-in-stream', stream, revision: n, what: 'the whole log has it and its stream has not' });
    else
      differences.push({ rule: 'differs', stream, revision: n, what: 'the whole log and its stream have different events in this place' });
  }
  return differences.length > 0
    ? differences
    : [{ rule: 'differs', stream, what: 'the whole log or its stream was read otherwise the second time' }];
};

const isSame = (one: Print, other: Print): boolean => one.events === other.events && one.digest === other.digest;
const endsEarly = (last: number, through: number): readonly Difference[] =>
  last === through
    ? []
    : [{ rule: 'log-ends-early', what: `it ends at position ${String(last)}, and its newest event is at ${String(through)}` }];

type Told = NonNullable<Comparing['onProgress']>;

interface LogRead {
  readonly prints: ReadonlyMap<string, Print>;
  readonly events: number;
  readonly last: number;
}
const readLog = async (store: Store, through: number, onProgress: Told): Promise<LogRead> => {
  const prints = new Map<string, Print>();
  let [events, last] = [0, 0];
  for await (const some of log(store, through)) {
    for (const event of some) prints.set(event.stream, printAfter(prints.get(event.stream) ?? nothing, event));
    events += some.length;
    last = some.at(-1)?.position ?? last;
    onProgress({ events, streams: 0, ofStreams: prints.size });
  }
  return { prints, events, last };
};
const printOf = async (store: Store, stream: string, through: number): Promise<Print> => {
  let print = nothing;
  for await (const event of eventsOf(store, stream, through)) print = printAfter(print, event);
  return print;
};

/**
 * Reads the whole log, and then each stream in it by itself, and answers what they say differently: an event that one has and the
 * other has not, another order, other bytes; and a log that ends before its newest event. What is appended meanwhile is left out.
 * Of each stream a count and a fingerprint are held, and no events.
 */
export const compareAllWithStreams = async (store: Store, { onProgress = () => undefined }: Comparing = {}): Promise<Compared> => {
  const through = await store.lastPosition();
  const { prints, events, last } = await readLog(store, through, onProgress);
  const differences = [...endsEarly(last, through)];
  let streams = 0;
  for (const [stream, print] of prints) {
    if (!isSame(await printOf(store, stream, through), print)) differences.push(...(await differencesIn(store, stream, through)));
    streams += 1;
    if (streams % 100 === 0 || streams === prints.size) onProgress({ events, streams, ofStreams: prints.size });
  }
  return { events, streams, differences };
};
