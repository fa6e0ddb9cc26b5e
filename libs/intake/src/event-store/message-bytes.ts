import type { EventStore, StoredEvent } from '@rms/event-sourcing';
import { present } from '@rms/nhs';
import { DamagedBlob, type Blobs } from '../blobs/blobs.js';
import type { Arrived } from '../intake-log.js';
import type { MessageDocument } from './index-documents.js';
import { blobOf, streams } from './intake-events.reading.js';

const span = 64;
// What lies between two messages is read along where it is less than another question to the store.
const nearby = 8;
const mostBytes = 8 * 1024 * 1024;

/** Messages that are read in one go: near each other, and in order of receipt. */
const runsOf = (messages: readonly MessageDocument[]): readonly (readonly MessageDocument[])[] => {
  const runs: MessageDocument[][] = [];
  let [first, last] = [-Infinity, -Infinity];
  for (const message of messages) {
    const { receipt } = message;
    const isNear = receipt - last <= nearby && receipt - first < span;
    if (isNear) runs.at(-1)?.push(message);
    else runs.push([message]);
    [first, last] = [isNear ? first : receipt, receipt];
  }
  return runs;
};

const arrivedOf = (message: MessageDocument, bytes: Uint8Array): Arrived => {
  const { receipt, id, feed, sender, reportsTo, controlId, type, route, sha256, receivedAt, acknowledged, conflictsWith } = message;
  return {
    receipt,
    id,
    feed,
    sender,
    trust: reportsTo,
    controlId,
    type,
    route,
    sha256,
    receivedAt,
    acknowledged,
    bytes,
    ...present({ conflictsWith }),
  };
};

/** Brings the bytes of messages from the store, where they are. */
export class MessageBytes {
  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly blobs: Pick<Blobs, 'get'>,
  ) {}

  /** Of all of them. */
  ofAll(messages: readonly MessageDocument[]): Promise<readonly Arrived[]> {
    return this.#of(messages, Infinity);
  }

  /** Of the first few, at least of one: as many as may be held at once. */
  ofAFew(messages: readonly MessageDocument[]): Promise<readonly Arrived[]> {
    return this.#of(messages, mostBytes);
  }

  async #of(messages: readonly MessageDocument[], most: number): Promise<readonly Arrived[]> {
    const arrived: Arrived[] = [];
    let held = 0;
    for (const run of runsOf(messages)) {
      const events = await this.#eventsOf(run);
      for (const message of run) {
        if (held > most) return arrived;
        const bytes = await this.#bytesIn(events.get(message.receipt));
        held += bytes.byteLength;
        arrived.push(arrivedOf(message, bytes));
      }
    }
    return arrived;
  }

  async #eventsOf(run: readonly MessageDocument[]): Promise<ReadonlyMap<number, StoredEvent>> {
    const [first, last] = [run[0]?.receipt ?? 1, run.at(-1)?.receipt ?? 1];
    const events = await this.store.readStream(streams.messages, { from: first - 1, limit: last - first + 1 });
    return new Map(events.map((event) => [event.revision + 1, event]));
  }

  // Where its bytes are not what was received, a message has none: nobody can read it, so a person is asked, and the others go on.
  async #bytesIn(event: StoredEvent | undefined): Promise<Uint8Array> {
    if (event === undefined) return new Uint8Array();
    const blob = blobOf(event);
    try {
      return (blob === undefined ? event.data : await this.blobs.get(blob)) ?? new Uint8Array();
    } catch (error) {
      if (error instanceof DamagedBlob) return new Uint8Array();
      throw error;
    }
  }
}
