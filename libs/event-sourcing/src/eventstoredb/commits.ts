import { setTimeout as pause } from 'node:timers/promises';
import type { RawClient, RawSubscription } from './raw-client.js';

type Listener = (position: number) => void;
const pauseMs = 200;

/**
 * Tells of commits, one's own at once and those of others by a subscription. A subscription that ends, for whatever reason, has failed:
 * it is taken up again, and whoever listens is told how far the log has come meanwhile.
 */
export class Commits {
  readonly #listeners = new Set<Listener>();
  #told = 0;
  #subscription: RawSubscription | undefined;
  #isClosed = false;

  constructor(
    private readonly client: RawClient,
    private readonly credentials: { readonly username: string; readonly password: string },
    private readonly lastPosition: () => Promise<number>,
  ) {}

  tell(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#subscription === undefined) this.#subscribe();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  reached(position: number): void {
    if (position <= this.#told) return;
    this.#told = position;
    for (const listener of this.#listeners) listener(position);
  }

  #subscribe(): void {
    const subscription = this.client.subscribeToAll({ fromPosition: 'end', credentials: this.credentials });
    this.#subscription = subscription;
    let isOver = false;
    const over = (): void => {
      if (isOver) return;
      isOver = true;
      void this.#takeUpAgain();
    };
    subscription.on('data', ({ event }) => {
      if (event?.position !== undefined && !event.streamId.startsWith('$')) this.reached(Number(event.position.commit));
    });
    for (const name of ['error', 'end', 'close'] as const) subscription.on(name, over);
  }

  async #takeUpAgain(): Promise<void> {
    await pause(pauseMs);
    if (this.#isClosed) return;
    this.#subscribe();
    // What was committed while nobody listened.
    const last = await this.lastPosition().catch(() => 0);
    this.reached(last);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listeners.clear();
    await Promise.race([this.#subscription?.unsubscribe(), pause(1000, undefined, { ref: false })]);
  }
}
