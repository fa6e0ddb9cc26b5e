import type { EventStore, StoredEvent } from '@rms/event-sourcing';
import type { Bus, BusSubscription, Subscriber } from './bus.js';
import type { PublishedHistory } from './published-history.js';

const page = 256;
const pauseAfterFailureMs = 250;

export interface EmbeddedBusOptions {
  readonly store: EventStore;
  readonly histories: readonly PublishedHistory[];
  /** Told when a delivery failed and will be brought again. */
  readonly onFailure: (group: string, error: unknown) => void;
}

/** One consumer's way through the log: one message at a time, in commit order, pushed by commits. */
class Following implements BusSubscription {
  readonly #options: EmbeddedBusOptions;
  readonly #subscriber: Subscriber;
  readonly #byService: ReadonlyMap<string, PublishedHistory>;
  readonly #prefixes: readonly string[];
  readonly #unsubscribe: () => void;
  #at: number | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #waiting: { readonly position: number; readonly resolve: () => void }[] = [];

  constructor(options: EmbeddedBusOptions, subscriber: Subscriber) {
    this.#options = options;
    this.#subscriber = subscriber;
    this.#byService = new Map(options.histories.map((history) => [history.service, history]));
    this.#prefixes = subscriber.hears.map((service) => `${service}.`);
    this.#unsubscribe = options.store.onCommit(() => {
      this.#wake();
    });
    this.#wake();
  }

  async progress(): Promise<{ readonly at: number; readonly of: number }> {
    return { at: this.#at ?? 0, of: await this.#options.store.lastPosition() };
  }

  async caughtUp(): Promise<void> {
    const position = await this.#options.store.lastPosition();
    if ((this.#at ?? -1) >= position) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push({ position, resolve });
      this.#wake();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    await this.#running;
  }

  #wake(): void {
    if (this.#stopped) return;
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again) {
        this.#again = false;
        this.#wake();
      }
    });
  }

  async #run(): Promise<void> {
    try {
      this.#at ??= await this.#subscriber.from();
      for (let more = true; more && !this.#isStopped();) more = await this.#nextPage();
    } catch (error) {
      this.#options.onFailure(this.#subscriber.group, error);
      await new Promise((resolve) => {
        setTimeout(resolve, pauseAfterFailureMs).unref();
      });
      this.#again = true;
    }
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  async #nextPage(): Promise<boolean> {
    const events = await this.#options.store.readAll(this.#at ?? 0, page);
    for (const event of events) {
      if (this.#isStopped()) return false;
      await this.#bring(event);
      this.#arrive(event.position);
    }
    if (events.length > 0) await this.#subscriber.passed(this.#at ?? 0);
    this.#arrive(this.#at ?? 0);
    return events.length === page;
  }

  async #bring(event: StoredEvent): Promise<void> {
    if (!this.#prefixes.some((prefix) => event.stream.startsWith(prefix))) return;
    const delivery = this.#byService.get(event.stream.slice(0, event.stream.indexOf('.')))?.of(event);
    if (delivery !== undefined) await this.#subscriber.deliver(delivery);
  }

  #arrive(position: number): void {
    this.#at = position;
    const [here, later] = [this.#waiting.filter((w) => w.position <= position), this.#waiting.filter((w) => w.position > position)];
    this.#waiting = later;
    for (const waiting of here) waiting.resolve();
  }
}

/** The bus of a single process: the event log itself, read through the owners' translations. */
export const embeddedBus = (options: EmbeddedBusOptions): Bus => ({ subscribe: (subscriber) => new Following(options, subscriber) });
