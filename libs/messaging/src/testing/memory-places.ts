import type { Checkpoint } from '../checkpoint.js';
import type { Place, Places } from '../places.js';

/** The places of one group in memory, for tests of what stands on them. */
export class MemoryPlaces implements Places {
  readonly written: Place[] = [];
  readonly #places = new Map<string, Place>();

  read(topics: readonly string[]): Promise<readonly Place[]> {
    return Promise.resolve([...this.#places.values()].filter(({ topic }) => topics.includes(topic)));
  }

  write(place: Place): Promise<void> {
    this.written.push(place);
    this.#places.set(`${place.topic}/${String(place.partition)}`, place);
    return Promise.resolve();
  }
}

/** How far a relay has come, in memory. */
export class MemoryCheckpoint implements Checkpoint {
  position = 0;

  read(): Promise<number> {
    return Promise.resolve(this.position);
  }

  write(position: number): Promise<void> {
    this.position = position;
    return Promise.resolve();
  }
}
