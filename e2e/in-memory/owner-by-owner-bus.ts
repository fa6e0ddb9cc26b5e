import type { EventStore } from '@rms/event-sourcing';
import { partitionKeyOf, Woken, type Bus, type BusSubscription, type Delivery, type OwnHistory, type Subscriber } from '@rms/messaging';

/** A number from 0 up to 1. */
export type Chance = () => number;

const page = 256;

interface Waiting {
  readonly delivery: Delivery;
  readonly position: number;
}

const subjectOf = (delivery: Delivery): string => ('message' in delivery ? partitionKeyOf(delivery.message) : delivery.unreadable.stream);

/** One consumer’s way: the facts of each owner about each patient come in their order, and owners overtake one another. */
class Overtaking implements BusSubscription {
  readonly #queues = new Map<string, Waiting[]>();
  readonly #work: Woken;
  readonly #unsubscribe: () => void;
  #read: number | undefined;

  constructor(
    private readonly parts: OwnerByOwnerParts,
    private readonly subscriber: Subscriber,
  ) {
    this.#work = new Woken(
      () => this.#follow(),
      (error) => {
        parts.onFailure(error);
      },
    );
    this.#unsubscribe = parts.store.onCommit(() => {
      this.#work.wake();
    });
    this.#work.wake();
  }

  async progress(): Promise<{ readonly at: number; readonly of: number }> {
    return { at: this.#read ?? 0, of: await this.parts.store.lastPosition() };
  }

  async caughtUp(): Promise<void> {
    this.#work.wake();
    await this.#work.quiet();
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#work.stop();
  }

  async #follow(): Promise<void> {
    this.#read ??= await this.subscriber.from();
    for (;;) {
      await this.#fetch();
      const key = this.#oneOf([...this.#queues.keys()]);
      if (key === undefined || this.#work.isStopped) return;
      await this.#bringNextOf(key);
      // What was brought may have become more facts, of this owner or another, before the next is brought.
      if (this.parts.chance() < 0.5) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #bringNextOf(key: string): Promise<void> {
    const queue = this.#queues.get(key) ?? [];
    // A broker brings several at once of what it has of one partition.
    for (let n = Math.floor(this.parts.chance() * 4); n >= 0 && queue[0] !== undefined; n -= 1) {
      await this.subscriber.deliver(queue[0].delivery);
      queue.shift();
    }
    if (queue.length === 0) this.#queues.delete(key);
  }

  #oneOf(keys: readonly string[]): string | undefined {
    return keys[Math.floor(this.parts.chance() * keys.length)];
  }

  async #fetch(): Promise<void> {
    for (let more = true; more;) {
      const events = await this.parts.store.readAll(this.#read ?? 0, page);
      for (const event of events) {
        const owner = event.stream.slice(0, event.stream.indexOf('.'));
        const delivery = this.subscriber.hears.includes(owner) ? this.parts.histories.get(owner)?.of(event) : undefined;
        if (delivery === undefined) continue;
        const key = `${owner} ${subjectOf(delivery)}`;
        this.#queues.set(key, [...(this.#queues.get(key) ?? []), { delivery, position: event.position }]);
      }
      this.#read = events.at(-1)?.position ?? this.#read ?? 0;
      more = events.length === page;
    }
  }
}

export interface OwnerByOwnerParts {
  readonly store: EventStore;
  readonly histories: ReadonlyMap<string, OwnHistory>;
  readonly chance: Chance;
  readonly onFailure: (error: unknown) => void;
}

/**
 * A bus as a broker is one: the facts of one owner about one patient arrive in their order, and whatever else overtakes what it will.
 * Which does is a matter of chance, so that a seed tells the same story twice.
 */
export const ownerByOwnerBus = (parts: OwnerByOwnerParts): Bus => ({ subscribe: (subscriber) => new Overtaking(parts, subscriber) });
