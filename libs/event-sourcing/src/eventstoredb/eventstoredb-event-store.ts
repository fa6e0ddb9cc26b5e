import { setTimeout as pause } from 'node:timers/promises';
import { AppendTooLarge, refuseTooLarge, sizeOf } from '../append-size.js';
import type { AppendResult, EventStore, EventToAppend, ExpectedRevision, Prefixes, StoredEvent, StreamSlice } from '../event-store.js';
import { StoreUnavailable } from '../store-unavailable.js';
import { clientPackage } from './client-package.js';
import { Commits } from './commits.js';
import { LogPage } from './log-page.js';
import type { ClientPackage, RawClient, RawPosition, Reading } from './raw-client.js';
import { takeAll } from './reading.js';
import { isOurs, positionOf, storedOf } from './stored-event.js';

export interface EventStoreDbSettings {
  /** `esdb://host:port?tls=true&tlsCAFile=…`: what is asked for of the connection stands after a question mark. */
  readonly url: string;
  /** Who appends. Given with each call, so that one append has a call of its own and no other's failure is its. */
  readonly credentials: { readonly username: string; readonly password: string };
  /** The one service whose streams are written here; every other stream is refused. Absent where all are, as in a test. */
  readonly service?: string;
  readonly appendWithinMs?: number;
  /** How long a reading waits for the next of it, before the server is taken for one that is away. */
  readonly nothingReadForMs?: number;
}

const attempts = 3;
const pauseMs = 200;
const page = 500;
const usualAppendMs = 5000;
const usualReadMs = 5000;
const farewellMs = 1000;

const typeOf = (error: unknown): string => (error as { readonly type?: string }).type ?? '';
const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
// What says no for a reason is not asked again.
const mayHelpToAskAgain = (error: unknown): boolean =>
  ['unavailable', 'deadline-exceeded', 'timeout', 'cancelled', 'unknown'].includes(typeOf(error));

// A server may be told to take less than ours do.
const tooLarge = 'maximum-append-size-exceeded';
const limitIn = (error: unknown): number | undefined => (error as { readonly maxAppendSize?: number }).maxAppendSize;

// The clients tell bytes from objects by their very class, which a Buffer is not of.
const encoder = new TextEncoder();
const bytesOf = (text: string): Uint8Array => encoder.encode(text);
const at = (position: number): RawPosition => ({ commit: BigInt(position), prepare: BigInt(position) });
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
    const bytes = proposed.reduce((sum, event) => sum + sizeOf(event, event.metadata), 0);
    refuseTooLarge(bytes);
    const answer = await this.#again(() =>
      this.#package.append(this.#client, stream, {
        expected: expected === 'no-stream' ? 'no_stream' : BigInt(expected),
        events: proposed,
        credentials: this.#settings.credentials,
        deadline: this.#settings.appendWithinMs ?? usualAppendMs,
      }),
    ).catch((error: unknown) => {
      throw typeOf(error) === tooLarge ? new AppendTooLarge(bytes, limitIn(error)) : error;
    });
    if (!answer.success) {
      const actual = Number(answer.nextExpectedRevision);
      return { ok: false, actual: actual < 0 ? 'no-stream' : actual };
    }
    const position = positionOf(answer.position);
    this.#commits.reached(position);
    return { ok: true, position };
  }

  async readStream(stream: string, slice?: StreamSlice): Promise<readonly StoredEvent[]> {
    const part = slice === undefined ? { fromRevision: 'start' as const } : { fromRevision: BigInt(slice.from), maxCount: slice.limit };
    return this.#again(async () => {
      const read: StoredEvent[] = [];
      try {
        await this.#take(this.#client.readStream(stream, { ...part, credentials: this.#settings.credentials }), (event) => {
          if (event !== undefined) read.push(storedOf(event));
        });
      } catch (error) {
        if (typeOf(error) !== 'stream-not-found') throw error;
      }
      return read;
    });
  }

  async readAll(after: number, limit: number, prefixes: Prefixes = []): Promise<readonly StoredEvent[]> {
    const isWanted = (stream: string): boolean => prefixes.length === 0 || prefixes.some((prefix) => stream.startsWith(prefix));
    const maxCount = prefixes.length === 0 ? Math.min(page, limit + 1) : page;
    const wanted: StoredEvent[] = [];
    for (let from = after; wanted.length < limit;) {
      const read = await this.#again(() => this.#pageOf(new LogPage(from, isWanted), from, maxCount));
      wanted.push(...read.events.slice(0, limit - wanted.length));
      if (read.isLast(maxCount)) break;
      from = read.last;
    }
    return wanted;
  }

  async #pageOf(read: LogPage, after: number, maxCount: number): Promise<LogPage> {
    const { credentials } = this.#settings;
    const fromPosition = after === 0 ? ('start' as const) : at(after);
    await this.#take(this.#client.readAll({ direction: 'forwards', fromPosition, maxCount, credentials }), (event) => {
      read.take(event);
      return read.isFull ? 'enough' : undefined;
    });
    return read;
  }

  async lastPosition(): Promise<number> {
    // A server writes about itself at the end of its log too, and more of that than one thinks.
    for (const maxCount of [32, 512, 8192]) {
      const last = await this.#again(() => this.#lastOf(maxCount));
      if (last !== undefined) return last;
    }
    throw new StoreUnavailable('the end of the log holds nothing of ours');
  }

  async #lastOf(maxCount: number): Promise<number | undefined> {
    const { credentials } = this.#settings;
    const read: (number | undefined)[] = [];
    await this.#take(this.#client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount, credentials }), (event) => {
      read.push(isOurs(event) ? positionOf(event.position) : undefined);
    });
    return read.find((position) => position !== undefined) ?? (read.length < maxCount ? 0 : undefined);
  }

  onCommit(listener: (position: number) => void): () => void {
    return this.#commits.tell(listener);
  }

  async close(): Promise<void> {
    await this.#commits.close();
    // A server that is gone answers no farewell.
    await Promise.race([this.#client.dispose(), pause(farewellMs, undefined, { ref: false })]);
  }

  #take(reading: Reading, take: Parameters<typeof takeAll>[2]): Promise<void> {
    return takeAll(reading, this.#settings.nothingReadForMs ?? usualReadMs, take);
  }

  async #again<T>(ask: () => Promise<T>): Promise<T> {
    for (let n = 1; ; n += 1)
      try {
        return await ask();
      } catch (error) {
        if (typeOf(error) === tooLarge) throw error;
        if (n === attempts || !mayHelpToAskAgain(error)) throw new StoreUnavailable(whyOf(error));
        await pause(pauseMs * n);
      }
  }
}
