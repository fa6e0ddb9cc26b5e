import { refuseTooLarge, sizeOf } from '../append-size.js';
import type { AppendResult, EventStore, EventToAppend, ExpectedRevision, Prefixes, StoredEvent, StreamSlice } from '../event-store.js';
import { instantText, type Clock } from '../ports.js';

/** The store port in memory, for tests of what stands on it. Passes the same contract suite as the real ones, except durability. */
export class MemoryEventStore implements EventStore {
  readonly events: StoredEvent[] = [];
  readonly #listeners = new Set<(position: number) => void>();
  readonly #streams = new Map<string, StoredEvent[]>();

  constructor(private readonly clock: Clock) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult> {
    await Promise.resolve();
    refuseTooLarge(events.reduce((bytes, event) => bytes + sizeOf(event, JSON.stringify(event.metadata)), 0));
    const held = this.#streams.get(stream) ?? [];
    const actual = held.length === 0 ? 'no-stream' : held.length - 1;
    if (actual !== expected) return { ok: false, actual };
    for (const event of events) {
      const stored = { ...event, stream, revision: held.length, position: this.events.length + 1, storedAt: instantText(this.clock.now()) };
      held.push(stored);
      this.events.push(stored);
    }
    this.#streams.set(stream, held);
    for (const listener of this.#listeners) listener(this.events.length);
    return { ok: true, position: this.events.length };
  }

  readStream(stream: string, slice?: StreamSlice): Promise<readonly StoredEvent[]> {
    const { from, limit } = slice ?? { from: 0, limit: Infinity };
    return Promise.resolve((this.#streams.get(stream) ?? []).slice(from, from + limit));
  }

  readAll(after: number, limit: number, prefixes: Prefixes = []): Promise<readonly StoredEvent[]> {
    const wanted = (event: StoredEvent): boolean => prefixes.length === 0 || prefixes.some((prefix) => event.stream.startsWith(prefix));
    return Promise.resolve(this.events.slice(after).filter(wanted).slice(0, limit));
  }

  lastPosition(): Promise<number> {
    return Promise.resolve(this.events.length);
  }

  onCommit(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
