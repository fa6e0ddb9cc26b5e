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
/** Where an event stands, and what it is known by. */
export interface Taken {
  readonly revision: number;
  readonly id: string;
}
interface Waiting extends Brought {
  readonly taken: (where: Taken) => void;
  readonly failed: (error: unknown) => void;
}
interface Group {
  readonly events: readonly EventToAppend[];
  readonly head: StreamHead;
}

const most = { events: 64, bytes: 768 * 1024 } as const;
const attempts = 100;
// Who has just written is a question ahead of who was told that the stream stands otherwise, and would always be: now and then it
// waits as long as another needs to hear that, to read where the stream stands and to append.
const groupsInARow = 16;
const leastTurnMs = 5;
const turnsOfAnAppend = 3;

/**
 * One stream that several processes write to at once. What is brought while an append is under way waits for it and goes in the next
 * together. Each append names the revision that it expects; where another process was quicker it is made again after its events. When
 * an append fails everything that waits fails with it: whoever brought it has the answer within the time of two appends.
 */
export class GroupedStream {
  readonly #parts: GroupedStreamParts;
  #waiting: Waiting[] = [];
  #head = emptyHead;
  #writing = Promise.resolve();
  #isWriting = false;
  #inARow = 0;

  constructor(parts: GroupedStreamParts) {
    this.#parts = parts;
  }

  /** Answers revision and id of the event. Durable when it resolves. */
  append(brought: Brought): Promise<Taken> {
    return new Promise<Taken>((taken, failed) => {
      this.#waiting.push({ ...brought, taken, failed });
      if (!this.#isWriting) this.#writing = this.#writeAll();
    });
  }

  /** Resolves when nothing is under way. */
  quiet(): Promise<void> {
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // What is brought at the same moment goes together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const from = performance.now();
      try {
        await this.#writeGroup();
      } catch (error) {
        for (const { failed } of this.#waiting.splice(0)) failed(error);
      }
      await this.#giveATurn(performance.now() - from);
    }
    // At once with the last look: whoever comes now begins anew.
    this.#isWriting = false;
  }

  async #giveATurn(tookMs: number): Promise<void> {
    this.#inARow += 1;
    if (this.#inARow < groupsInARow) return;
    this.#inARow = 0;
    await pause(Math.max(leastTurnMs, turnsOfAnAppend * tookMs));
  }

  async #writeGroup(): Promise<void> {
    const { store, stream } = this.#parts;
    for (let n = 0; n < attempts; n += 1) {
      const { events, head } = this.#stamped();
      const answer = await store.append(stream, this.#head.expected, events);
      if (answer.ok) {
        this.#head = head;
        const brought = this.#waiting.splice(0, events.length);
        for (const [index, { id, metadata }] of events.entries()) brought[index]?.taken({ id, revision: Number(metadata['revision']) });
        return;
      }
      // Another was quicker, so nobody waits for this one's turn to end.
      this.#inARow = 0;
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
