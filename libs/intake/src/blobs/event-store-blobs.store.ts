import {
  emptyHead,
  headAfter,
  headOf,
  instantText,
  sha256,
  stampBytes,
  type Clock,
  type EventStore,
  type ExpectedRevision,
  type NewId,
  type StoredEvent,
  type StreamHead,
  type Unpublished,
} from '@rms/event-sourcing';
import { regionWide } from '@rms/nhs';
import { partsOf, streamOfBlob, wholeOf } from './blob-parts.js';
import { DamagedBlob, type Blobs } from './blobs.js';

export interface EventStoreBlobsParts {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  /** Whose blobs: they lie in streams `<service>.blob-<sha256>`. */
  readonly service: string;
  readonly clock: Clock;
  readonly newId: NewId;
}
// Sixteen parts are 8 MiB.
const page = 16;
const nextAfter = ({ expected }: StreamHead): number => (expected === 'no-stream' ? 0 : expected + 1);

/**
 * Blobs in an event store, each in a stream of its own: parts of 512 KiB, one append each at the revision it must have, and last what
 * closes it. Whoever finds a blob half written, by a writer that fell or that is at it now, goes on where it stands.
 */
export class EventStoreBlobs implements Blobs {
  readonly #parts: EventStoreBlobsParts;

  constructor(parts: EventStoreBlobsParts) {
    this.#parts = parts;
  }

  async put(bytes: Uint8Array, mediaType: string): Promise<string> {
    const name = sha256(bytes);
    const stream = streamOfBlob(this.#parts.service, name);
    const parts = partsOf(bytes, { mediaType, name });
    const isClosed = (await this.#parts.store.readStream(stream, { from: parts.length - 1, limit: 1 })).length > 0;
    let head = emptyHead;
    for (let n = 0; !isClosed && n < parts.length; n = nextAfter(head)) head = await this.#append(stream, head, parts);
    return name;
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    const events: StoredEvent[] = [];
    for (let from = 0; ; from += page) {
      const read = await this.#parts.store.readStream(streamOfBlob(this.#parts.service, name), { from, limit: page });
      events.push(...read);
      if (read.length < page) return wholeOf(name, events);
    }
  }

  async #append(stream: string, head: StreamHead, parts: readonly Unpublished[]): Promise<StreamHead> {
    const { store, service, clock, newId } = this.#parts;
    const commandId = newId();
    const events = stampBytes(parts.slice(nextAfter(head), nextAfter(head) + 1), {
      stream,
      head,
      now: instantText(clock.now()),
      context: {
        commandId,
        actor: { kind: 'policy', id: `${service}.keep-blobs`, role: 'policy' },
        trust: regionWide,
        correlationId: commandId,
      },
    });
    const answer = await store.append(stream, head.expected, events);
    return answer.ok ? headAfter(head, events) : this.#headAt(stream, answer.actual, parts);
  }

  /** Where another writer of the same bytes has come to. */
  async #headAt(stream: string, actual: ExpectedRevision, parts: readonly Unpublished[]): Promise<StreamHead> {
    if (actual === 'no-stream') return emptyHead;
    const there = await this.#parts.store.readStream(stream, { from: actual, limit: 1 });
    const [last, same] = [there[0], parts[actual]];
    // Only what closes it may differ: by what its writer says that the bytes are.
    if (last === undefined || same === undefined || (last.type === 'BlobPartKept' && sha256(same.data) !== sha256(last.data)))
      throw new DamagedBlob(stream, `its part ${String(actual)} is not one of these bytes`);
    return headOf(there);
  }
}
