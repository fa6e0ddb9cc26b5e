import type { StoredEvent } from '../event-store.js';
import type { RawEvent } from './raw-client.js';
import { isOurs, positionOf, storedOf } from './stored-event.js';

// Of events that are wanted: where they are large, as parts of letters are, a page ends earlier.
const mostBytes = 8 * 1024 * 1024;

/** What is read of the whole log in one call: the events after a place that are wanted, and how far it came. */
export class LogPage {
  readonly events: StoredEvent[] = [];
  readonly #after: number;
  #last: number;
  #read = 0;
  #bytes = 0;

  constructor(
    after: number,
    private readonly isWanted: (stream: string) => boolean,
  ) {
    this.#after = after;
    this.#last = after;
  }

  // A position is where an event begins: to go on after one, it is read again and left out.
  take(event: RawEvent | undefined): void {
    this.#read += 1;
    if (event === undefined) return;
    this.#last = Math.max(this.#last, positionOf(event.position));
    if (!isOurs(event) || positionOf(event.position) <= this.#after || !this.isWanted(event.streamId)) return;
    const stored = storedOf(event);
    this.events.push(stored);
    this.#bytes += stored.data.byteLength;
  }

  get isFull(): boolean {
    return this.#bytes > mostBytes;
  }

  get last(): number {
    return this.#last;
  }

  /** Whether the log ended in it, where so many events were asked for. */
  isLast(asked: number): boolean {
    return !this.isFull && this.#read < asked;
  }
}
