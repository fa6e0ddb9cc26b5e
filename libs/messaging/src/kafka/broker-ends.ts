import type { Admin } from 'kafkajs';
import type { Ends } from './where-to-begin.js';

/** The ends of the partitions of some topics, by topic and partition. */
export type AllEnds = ReadonlyMap<string, readonly Ends[]>;

type Asked = Pick<Admin, 'fetchTopicOffsets'>;
const endsOf = async (admin: Asked, topic: string): Promise<readonly Ends[]> => {
  const ends: Ends[] = [];
  for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) ends[partition] = { low: Number(low), high: Number(high) };
  return ends;
};

/**
 * Asks a broker for the ends of partitions, and not the consumer, who may have stopped fetching without noticing. However many ask
 * at once, there are never more than one question under way and one to follow.
 */
export class BrokerEnds {
  readonly #admin: Asked;
  readonly #topics: readonly string[];
  #asking: Promise<AllEnds> | undefined;
  #next: Promise<AllEnds> | undefined;

  constructor(admin: Asked, topics: readonly string[]) {
    this.#admin = admin;
    this.#topics = topics;
  }

  /** The ends as they are no earlier than now. Rejects where no broker answers. */
  ask(): Promise<AllEnds> {
    if (this.#asking === undefined) return this.#begin();
    this.#next ??= this.#asking.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<AllEnds> {
    this.#next = undefined;
    const asking = this.#ask().finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
    this.#asking = asking;
    return asking;
  }

  async #ask(): Promise<AllEnds> {
    return new Map(await Promise.all(this.#topics.map(async (topic) => [topic, await endsOf(this.#admin, topic)] as const)));
  }
}
