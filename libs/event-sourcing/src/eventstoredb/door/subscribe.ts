import type { EventStore, StoredEvent } from '../../event-store.js';
import type { Asked } from './asked.reading.js';
import { tell, type ReadCall } from './tell.js';
import { toldCaughtUp, toldCheckpoint, toldConfirmation, toldEvent } from './told.js';

// Few, as an event may be of 1 MiB.
const page = 64;

/** Wakes whoever waits for the next commit, or for the client to go. */
class Bell {
  #rung = false;
  #ring: () => void = () => undefined;
  ring(): void {
    this.#rung = true;
    this.#ring();
  }
  async next(): Promise<void> {
    if (!this.#rung)
      await new Promise<void>((resolve) => {
        this.#ring = resolve;
      });
    this.#rung = false;
  }
}

// From a position means after it, as one goes on from a checkpoint.
const firstAfter = async (store: EventStore, { from, stream }: Asked): Promise<number> => {
  if (from === 'start') return 0;
  if (from === 'end') return store.lastPosition();
  if (stream === undefined) return from;
  return (await store.readStream(stream, { from, limit: 1 }))[0]?.position ?? 0;
};

/** One subscription: where it stands, and what has been said to its client. */
class Subscription {
  #looked = 0;
  #isLive = false;

  constructor(
    private readonly store: EventStore,
    private readonly call: ReadCall,
    private readonly asked: Asked,
  ) {}

  #wants(event: StoredEvent): boolean {
    const { stream, wants } = this.asked;
    return (stream === undefined || event.stream === stream) && wants(event);
  }

  async #take(event: StoredEvent): Promise<boolean> {
    const { checkpointEvery } = this.asked;
    this.#looked += 1;
    if (this.#wants(event) && !(await tell(this.call, toldEvent(event)))) return false;
    const isCheckpoint = checkpointEvery !== undefined && this.#looked % checkpointEvery === 0;
    return !isCheckpoint || tell(this.call, toldCheckpoint(event.position));
  }

  /** Tells what there is after a place. Answers how far it came, or nothing where nobody listens any more. */
  async catchUp(from: number): Promise<number | undefined> {
    for (let at = from; ;) {
      const events = await this.store.readAll(at, page);
      for (const event of events) {
        if (!(await this.#take(event))) return undefined;
        at = event.position;
      }
      if (events.length < page) return (await this.#isCaughtUp()) ? at : undefined;
    }
  }

  async #isCaughtUp(): Promise<boolean> {
    if (this.#isLive) return true;
    this.#isLive = true;
    return tell(this.call, toldCaughtUp());
  }
}

/** Tells a client of all there is from a place on, and of each commit after it, until it listens no more. */
export const subscribe = async (
  store: EventStore,
  call: ReadCall,
  { asked, id }: { readonly asked: Asked; readonly id: string },
): Promise<void> => {
  const bell = new Bell();
  const stop = store.onCommit(() => {
    bell.ring();
  });
  call.once('cancelled', () => {
    bell.ring();
  });
  try {
    const subscription = new Subscription(store, call, asked);
    let at: number | undefined = await firstAfter(store, asked);
    if (!(await tell(call, toldConfirmation(id)))) return;
    while (at !== undefined && !call.cancelled) {
      at = await subscription.catchUp(at);
      if (at !== undefined) await bell.next();
    }
  } finally {
    stop();
  }
};
