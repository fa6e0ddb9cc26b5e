import type { EventStore, StoredEvent } from '@rms/event-sourcing';
import type { Bus, BusSubscription, Subscriber } from './bus.js';
import type { Delivery } from './message.js';
import type { OwnHistory } from './published-history.js';
import { Woken } from './woken.js';

const page = 256;

export interface EmbeddedBusOptions {
  readonly store: EventStore;
  readonly histories: readonly OwnHistory[];
  /** Told when a delivery failed and will be brought again. */
  readonly onFailure: (group: string, error: unknown) => void;
}

/**
 * The log as all consumers of a process read it: what one has read and translated, the next ones at the same place are given. Most
 * of the time all of them are at its end.
 */
class Reading {
  readonly #options: EmbeddedBusOptions;
  readonly #byService: ReadonlyMap<string, OwnHistory>;
  readonly #deliveries = new WeakMap<StoredEvent, Delivery | 'private'>();
  #atEnd = new Map<number, Promise<readonly StoredEvent[]>>();

  constructor(options: EmbeddedBusOptions) {
    this.#options = options;
    this.#byService = new Map(options.histories.map((history) => [history.service, history]));
    options.store.onCommit(() => {
      this.#atEnd = new Map();
    });
  }

  after(position: number): Promise<readonly StoredEvent[]> {
    const known = this.#atEnd.get(position);
    if (known !== undefined) return known;
    const events = this.#options.store.readAll(position, page);
    const remembered = this.#atEnd;
    remembered.set(position, events);
    events.catch(() => remembered.delete(position));
    return events;
  }

  deliveryOf(event: StoredEvent): Delivery | undefined {
    const known = this.#deliveries.get(event);
    if (known !== undefined) return known === 'private' ? undefined : known;
    const delivery = this.#byService.get(event.stream.slice(0, event.stream.indexOf('.')))?.of(event);
    this.#deliveries.set(event, delivery ?? 'private');
    return delivery;
  }
}

/** One consumer's way through the log: one message at a time, in commit order, pushed by commits. */
class Following implements BusSubscription {
  readonly #options: EmbeddedBusOptions;
  readonly #subscriber: Subscriber;
  readonly #reading: Reading;
  readonly #prefixes: readonly string[];
  readonly #unsubscribe: () => void;
  #at: number | undefined;
  readonly #work: Woken;
  #waiting: { readonly position: number; readonly resolve: () => void }[] = [];

  constructor(options: EmbeddedBusOptions, reading: Reading, subscriber: Subscriber) {
    this.#options = options;
    this.#subscriber = subscriber;
    this.#reading = reading;
    this.#prefixes = subscriber.hears.map((service) => `${service}.`);
    this.#work = new Woken(
      () => this.#follow(),
      (error) => {
        options.onFailure(subscriber.group, error);
      },
    );
    this.#unsubscribe = options.store.onCommit(() => {
      this.#work.wake();
    });
    this.#work.wake();
  }

  async progress(): Promise<{ readonly at: number; readonly of: number }> {
    return { at: this.#at ?? 0, of: await this.#options.store.lastPosition() };
  }

  async caughtUp(): Promise<void> {
    const position = await this.#options.store.lastPosition();
    if ((this.#at ?? -1) >= position) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push({ position, resolve });
      this.#work.wake();
    });
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#work.stop();
  }

  async #follow(): Promise<void> {
    this.#at ??= await this.#subscriber.from();
    for (let more = true; more && !this.#work.isStopped;) more = await this.#nextPage();
  }

  async #nextPage(): Promise<boolean> {
    const events = await this.#reading.after(this.#at ?? 0);
    const isFull = events.length === page;
    const hasHeard = await this.#bringAll(events);
    // What it did not hear need not be written down, or only now and then.
    if (hasHeard || isFull) await this.#subscriber.passed(this.#at ?? 0);
    if (this.#work.isStopped) return false;
    this.#arrive(this.#at ?? 0);
    return isFull;
  }

  async #bringAll(events: readonly StoredEvent[]): Promise<boolean> {
    let hasHeard = false;
    for (const event of events) {
      if (this.#work.isStopped) break;
      if (await this.#bring(event)) hasHeard = true;
      this.#arrive(event.position);
    }
    return hasHeard;
  }

  async #bring(event: StoredEvent): Promise<boolean> {
    if (!this.#prefixes.some((prefix) => event.stream.startsWith(prefix))) return false;
    const delivery = this.#reading.deliveryOf(event);
    if (delivery === undefined) return false;
    await this.#subscriber.deliver(delivery);
    return true;
  }

  #arrive(position: number): void {
    this.#at = position;
    const [here, later] = [this.#waiting.filter((w) => w.position <= position), this.#waiting.filter((w) => w.position > position)];
    this.#waiting = later;
    for (const waiting of here) waiting.resolve();
  }
}

/** The bus of a single process: the event log itself, read through the owners' translations. */
export const embeddedBus = (options: EmbeddedBusOptions): Bus => {
  const reading = new Reading(options);
  return { subscribe: (subscriber) => new Following(options, reading, subscriber) };
};
