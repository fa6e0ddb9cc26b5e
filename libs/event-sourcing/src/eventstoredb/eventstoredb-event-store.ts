import { setTimeout as pause } from 'node:timers/promises';
import type { Metadata } from '../envelope.js';
import type { AppendResult, EventStore, EventToAppend, ExpectedRevision, Prefixes, StoredEvent } from '../event-store.js';
import { instantText } from '../ports.js';
import { StoreUnavailable } from '../store-unavailable.js';
import { clientPackage } from './client-package.js';
import { Commits } from './commits.js';
import type { ClientPackage, RawClient, RawEvent, RawPosition } from './raw-client.js';

export interface EventStoreDbSettings {
  /** `esdb://host:port?tls=true&tlsCAFile=…`: what is asked for of the connection stands after a question mark. */
  readonly url: string;
  /** Who appends. Given with each call, so that one append has a call of its own and no other's failure is its. */
  readonly credentials: { readonly username: string; readonly password: string };
  /** The one service whose streams are written here; every other stream is refused. Absent where all are, as in a test. */
  readonly service?: string;
  readonly appendWithinMs?: number;
}

const attempts = 3;
const pauseMs = 200;
const page = 500;
const usualAppendMs = 5000;
const farewellMs = 1000;

const typeOf = (error: unknown): string => (error as { readonly type?: string }).type ?? '';
const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
// What says no for a reason is not asked again.
const mayHelpToAskAgain = (error: unknown): boolean =>
  ['unavailable', 'deadline-exceeded', 'timeout', 'cancelled', 'unknown'].includes(typeOf(error));

// As the clients tell bytes from objects: by their very class.
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const at = (position: number): RawPosition => ({ commit: BigInt(position), prepare: BigInt(position) });
const positionOf = (position: RawPosition | undefined): number => Number(position?.commit ?? 0n);

const storedOf = ({ streamId, id, revision, type, data, metadata, created, position }: RawEvent): StoredEvent => ({
  stream: streamId,
  id,
  revision: Number(revision),
  type,
  metadata: (metadata ?? {}) as Metadata,
  data: data as Uint8Array,
  storedAt: instantText(created.getTime()),
  position: positionOf(position),
});
const isOurs = (event: RawEvent | undefined): event is RawEvent => event !== undefined && !event.streamId.startsWith('$');

/**
 * The history in an EventStoreDB. Every append names the revision that it expects and has its own time; when no answer came it is sent
 * again with the same ids and revision, which the server answers as it would have the first time.
 */
export class EventStoreDbEventStore implements EventStore {
  readonly #client: RawClient;
  readonly #package: ClientPackage;
  readonly #settings: EventStoreDbSettings;
  readonly #commits: Commits;

  constructor(settings: EventStoreDbSettings, used: ClientPackage = clientPackage) {
    this.#settings = settings;
    this.#package = used;
    // That a stream stands otherwise is an answer, and no failure.
    this.#client = used.connect(`${settings.url}&throwOnAppendFailure=false`);
    this.#commits = new Commits(this.#client, settings.credentials, () => this.lastPosition());
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult> {
    const { service } = this.#settings;
    if (service !== undefined && !stream.startsWith(`${service}.`)) throw new Error(`${stream} is not a stream of ${service}.`);
    const proposed = events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata: bytesOf(JSON.stringify(metadata)) }));
    const answer = await this.#again(() =>
      this.#package.append(this.#client, stream, {
        expected: expected === 'no-stream' ? 'no_stream' : BigInt(expected),
        events: proposed,
        credentials: this.#settings.credentials,
        deadline: this.#settings.appendWithinMs ?? usualAppendMs,
      }),
    );
    if (!answer.success) {
      const actual = Number(answer.nextExpectedRevision);
      return { ok: false, actual: actual < 0 ? 'no-stream' : actual };
    }
    const position = positionOf(answer.position);
    this.#commits.reached(position);
    return { ok: true, position };
  }

  async readStream(stream: string): Promise<readonly StoredEvent[]> {
    return this.#again(async () => {
      const read: StoredEvent[] = [];
      try {
        for await (const { event } of this.#client.readStream(stream, { fromRevision: 'start', credentials: this.#settings.credentials }))
          if (event !== undefined) read.push(storedOf(event));
      } catch (error) {
        if (typeOf(error) !== 'stream-not-found') throw error;
      }
      return read;
    });
  }

  async readAll(after: number, limit: number, prefixes: Prefixes = []): Promise<readonly StoredEvent[]> {
    const wanted: StoredEvent[] = [];
    for (let from = after; wanted.length < limit;) {
      const { events, last, atEnd } = await this.#again(() => this.#page(from));
      for (const event of events)
        if (wanted.length < limit && (prefixes.length === 0 || prefixes.some((prefix) => event.stream.startsWith(prefix))))
          wanted.push(event);
      if (atEnd) break;
      from = last;
    }
    return wanted;
  }

  // A position is where an event begins: to go on after one, it is read again and left out.
  async #page(after: number): Promise<{ readonly events: readonly StoredEvent[]; readonly last: number; readonly atEnd: boolean }> {
    const events: StoredEvent[] = [];
    let [read, last] = [0, after];
    const { credentials } = this.#settings;
    const fromPosition = after === 0 ? ('start' as const) : at(after);
    for await (const { event } of this.#client.readAll({ direction: 'forwards', fromPosition, maxCount: page, credentials })) {
      read += 1;
      if (event === undefined) continue;
      last = Math.max(last, positionOf(event.position));
      if (isOurs(event) && positionOf(event.position) > after) events.push(storedOf(event));
    }
    return { events, last, atEnd: read < page };
  }

  async lastPosition(): Promise<number> {
    // A server writes about itself at the end of its log too, and more of that than one thinks.
    for (const maxCount of [32, 512, 8192]) {
      const last = await this.#again(() => this.#lastOf(maxCount));
      if (last !== undefined) return last;
    }
    throw new StoreUnavailable('the end of the log holds nothing of ours');
  }

  // Read to its end: a reading that is left in the middle keeps its call open.
  async #lastOf(maxCount: number): Promise<number | undefined> {
    const { credentials } = this.#settings;
    let [read, last]: [number, number | undefined] = [0, undefined];
    for await (const { event } of this.#client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount, credentials })) {
      read += 1;
      if (isOurs(event)) last ??= positionOf(event.position);
    }
    return last ?? (read < maxCount ? 0 : undefined);
  }

  onCommit(listener: (position: number) => void): () => void {
    return this.#commits.tell(listener);
  }

  async close(): Promise<void> {
    await this.#commits.close();
    // A server that is gone answers no farewell.
    await Promise.race([this.#client.dispose(), pause(farewellMs, undefined, { ref: false })]);
  }

  async #again<T>(ask: () => Promise<T>): Promise<T> {
    for (let n = 1; ; n += 1)
      try {
        return await ask();
      } catch (error) {
        if (n === attempts || !mayHelpToAskAgain(error)) throw new StoreUnavailable(whyOf(error));
        await pause(pauseMs * n);
      }
  }
}
