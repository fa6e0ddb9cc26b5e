import { setTimeout as pause } from 'node:timers/promises';
import {
  emptyHead,
  headAfter,
  headOf,
  instantText,
  sizeOf,
  stampBytes,
  StoreUnavailable,
  type Clock,
  type CommandContext,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type NewId,
  type StreamHead,
  type Unpublished,
} from '@rms/event-sourcing';

export interface GroupedStreamParts {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  readonly stream: string;
  readonly clock: Clock;
  readonly newId: NewId;
}
/** One event to append, and who brings it. */
export interface Brought {
  readonly parcel: Unpublished;
  readonly by: Pick<CommandContext, 'actor' | 'trust'>;
}
interface Waiting extends Brought {
  readonly taken: (revision: number) => void;
  readonly failed: (error: unknown) => void;
}
interface Group {
  readonly events: readonly EventToAppend[];
  readonly head: StreamHead;
}

const most = { events: 64, bytes: 768 * 1024 } as const;
const attempts = 100;
// Whoever writes without a pause is always first: now and then it lets another process have its turn.
const groupsInARow = 16;
const turnMs = 8;

/**
 * One stream that several processes write to at once. What is brought while an append is under way waits for it and goes in the next
 * together. Each append names the revision that it expects; where another process was quicker it is made again after its events. When
 * an append fails everything that waits fails with it: whoever brought it has the answer within the time of two appends.
 */
export class GroupedStream {
  readonly #parts: GroupedStreamParts;
  #waiting: Waiting[] = [];
  #head = emptyHead;
  #writing: Promise<void> | undefined;

  constructor(parts: GroupedStreamParts) {
    this.#parts = parts;
  }

  /** Answers the revision of the event. Durable when it resolves. */
  append(brought: Brought): Promise<number> {
    return new Promise<number>((taken, failed) => {
      this.#waiting.push({ ...brought, taken, failed });
      this.#writing ??= this.#writeAll().finally(() => {
        this.#writing = undefined;
      });
    });
  }

  /** Resolves when nothing is under way. */
  async quiet(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // What is brought at the same moment goes together.
    await Promise.resolve();
    for (let inARow = 1; this.#waiting.length > 0; inARow += 1) {
      try {
        await this.#writeGroup();
      } catch (error) {
        for (const { failed } of this.#waiting.splice(0)) failed(error);
      }
      if (inARow % groupsInARow === 0) await pause(turnMs);
    }
  }

  async #writeGroup(): Promise<void> {
    const { store, stream } = this.#parts;
    for (let n = 0; n < attempts; n += 1) {
      const { events, head } = this.#stamped();
      const answer = await store.append(stream, this.#head.expected, events);
      if (answer.ok) {
        this.#head = head;
        for (const [index, { taken }] of this.#waiting.splice(0, events.length).entries())
          taken(Number(events[index]?.metadata['revision']));
        return;
      }
      this.#head = await this.#headAt(answer.actual);
    }
    throw new StoreUnavailable(`others wrote to ${stream} ${String(attempts)} times before it could be written`);
  }

  /** As many of those who wait as go into one append, under their envelopes; one at least. */
  #stamped(): Group {
    const { stream, clock, newId } = this.#parts;
    const now = instantText(clock.now());
    const events: EventToAppend[] = [];
    let [head, bytes] = [this.#head, 0];
    for (const { parcel, by } of this.#waiting.slice(0, most.events)) {
      const commandId = newId();
      const stamped = stampBytes([parcel], { stream, head, now, context: { ...by, commandId, correlationId: commandId } });
      bytes += stamped.reduce((sum, event) => sum + sizeOf(event, JSON.stringify(event.metadata)), 0);
      if (events.length > 0 && bytes > most.bytes) break;
      events.push(...stamped);
      head = headAfter(head, stamped);
    }
    return { events, head };
  }

  async #headAt(actual: ExpectedRevision): Promise<StreamHead> {
    if (actual === 'no-stream') return emptyHead;
    return headOf(await this.#parts.store.readStream(this.#parts.stream, { from: actual, limit: 1 }));
  }
}
