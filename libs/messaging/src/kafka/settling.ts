import type { Place } from '../places.js';
import type { Part } from './assignment.js';
import { tellFailure, writeDown, type Hearing } from './hearing.js';

/**
 * Writes down how far partitions have been dealt with, all of them together and each at most so often: where little arrives at a time, a
 * place for every batch would cost more than the batch. A process that ends without warning is brought what it dealt with since then
 * once more, which changes nothing.
 */
export class Settling {
  readonly #hearing: Hearing;
  readonly #due = new Set<Part>();
  #soon: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
  }

  /** A batch of a partition has been dealt with. */
  settle(part: Part): void {
    // Whoever stops writes down all places when it has left its group, and has nobody left to tell offsets to.
    if (this.#hearing.isStopping()) return;
    this.#due.add(part);
    this.#soon ??= setTimeout(() => {
      void this.now();
    }, this.#hearing.timing.placeEveryMs).unref();
  }

  /** Writes down what is due. Resolves when it is, or could not be. */
  now(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { assignment, consumer } = this.#hearing;
    const parts = [...this.#due];
    this.#due.clear();
    // The place of one that was given to another meanwhile is for that other to say.
    const ours = parts.filter((part) => part.status === 'reading' && assignment.part(part.topic, part.partition) === part);
    const offsets: Pick<Place, 'topic' | 'partition' | 'offset'>[] = [];
    for (const part of ours) {
      const written = await writeDown(this.#hearing, part);
      if (written === undefined) continue;
      const { topic, partition, offset } = written;
      offsets.push({ topic, partition, offset });
    }
    if (offsets.length === 0) return;
    // The place is what counts. That Kafka knows it too is for whoever looks at its groups.
    await consumer.commitOffsets(offsets).catch((error: unknown) => {
      tellFailure(this.#hearing, error);
    });
  }
}
