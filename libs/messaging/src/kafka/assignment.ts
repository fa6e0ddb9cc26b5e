import type { Place } from '../places.js';
import type { AllEnds } from './broker-ends.js';
import { partitionsOfATopic } from './topics.js';
import type { Doubt, Expected } from './where-to-begin.js';

/** One partition that this consumer reads. */
export class Part implements Expected {
  status: 'deciding' | 'reading' | 'catching-up' = 'deciding';
  next = -1;
  through = 0;
  looksBack = false;
  /** Whether it waits for an owner who does not answer. */
  waitsForOwner = false;
  /** When the record in hand was published, milliseconds since 1970. */
  inHandSince: number | undefined;
  #written = { place: '', at: -Infinity };

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  /** The offset before which everything has been dealt with; -1 while that is not known. */
  get dealt(): number {
    return this.status === 'reading' ? this.next + (this.looksBack ? 1 : 0) : -1;
  }

  beginAt(next: number, through: number, looksBack: boolean): void {
    this.status = 'reading';
    this.next = next;
    this.through = through;
    this.looksBack = looksBack;
  }

  /** A record has been dealt with, now or earlier. */
  after(offset: number, position: number | undefined): void {
    this.next = offset + 1;
    this.looksBack = false;
    this.inHandSince = undefined;
    if (position !== undefined && position > this.through) this.through = position;
  }

  /** While its owner is asked no offset can be relied on, but how far his history has been dealt with can. */
  get place(): Place {
    return { topic: this.topic, partition: this.partition, offset: String(this.dealt), through: this.through };
  }

  /** The place, where it is known and was not written down yet. */
  unwritten(): Place | undefined {
    return this.status === 'deciding' || this.#written.place === JSON.stringify(this.place) ? undefined : this.place;
  }
  wasWritten(place: Place, at: number): void {
    this.#written = { place: JSON.stringify(place), at };
  }
  get writtenAt(): number {
    return this.#written.at;
  }
}

export interface DoubtedPart {
  readonly part: Part;
  readonly doubt: Doubt;
}

const every = Array.from({ length: partitionsOfATopic }, (_, partition) => partition);

/** What this consumer reads, and how far that and what others of its group read has come. */
export class Assignment {
  /** Rises with each time that the partitions are shared out. Work for an earlier one is over. */
  generation = 0;
  readonly #topics: readonly string[];
  readonly #settled = new Map<string, number>();
  #parts: ReadonlyMap<string, Part> = new Map();
  #places: ReadonlyMap<string, Place> = new Map();

  constructor(topics: readonly string[]) {
    this.#topics = topics;
  }

  /** Takes what has been shared out to this consumer. Answers the generation. */
  renew(shared: Readonly<Record<string, readonly number[]>>): number {
    const parts = Object.entries(shared).flatMap(([topic, partitions]) => partitions.map((partition) => new Part(topic, partition)));
    this.#parts = new Map(parts.map((part) => [`${part.topic}/${String(part.partition)}`, part]));
    this.generation += 1;
    return this.generation;
  }

  get parts(): readonly Part[] {
    return [...this.#parts.values()];
  }
  part(topic: string, partition: number): Part | undefined {
    return this.#parts.get(`${topic}/${String(partition)}`);
  }
  /** Whether others of the group read some of it. */
  get isShared(): boolean {
    return this.#parts.size < this.#topics.length * partitionsOfATopic;
  }

  /** Takes note of the places that are written down. */
  know(places: readonly Place[]): void {
    this.#places = new Map(places.map((place) => [`${place.topic}/${String(place.partition)}`, place]));
  }
  placeOf(topic: string, partition: number): Place | undefined {
    return this.#places.get(`${topic}/${String(partition)}`);
  }

  /** The position through which everything published to a topic was dealt with, by whoever reads it. */
  throughOf(topic: string): number {
    return Math.min(...every.map((partition) => (this.part(topic, partition) ?? this.placeOf(topic, partition))?.through ?? 0));
  }

  /** Everything of a topic through this position was in it when somebody said so. */
  settle(topic: string, position: number): void {
    if (position > this.settledIn(topic)) this.#settled.set(topic, position);
  }
  settledIn(topic: string): number {
    return this.#settled.get(topic) ?? 0;
  }

  /** The newest position it knows of. */
  get newest(): number {
    const places = [...this.#parts.values(), ...this.#places.values()];
    return places.reduce((newest, { through }) => Math.max(newest, through), 0);
  }

  dealtOf(topic: string, partition: number): number {
    return this.part(topic, partition)?.dealt ?? Number(this.placeOf(topic, partition)?.offset ?? -1);
  }

  /** How many records of a topic are not dealt with. */
  unreadIn(topic: string, ends: AllEnds): number {
    const left = (ends.get(topic) ?? []).map(({ low, high }, partition) => high - Math.max(low, this.dealtOf(topic, partition)));
    return left.reduce((sum, each) => sum + Math.max(0, each), 0);
  }

  /** Places that were written down before this consumer joined its group may be of topics that are no longer the same. */
  hasReached(ends: AllEnds): boolean {
    return (
      this.generation > 0 &&
      this.#topics.every((topic) => (ends.get(topic) ?? []).every(({ high }, partition) => this.dealtOf(topic, partition) >= high))
    );
  }
}
