import type { Bus, BusSubscription, Subscriber } from '../bus.js';
import type { Delivery } from '../message.js';
import type { Service } from './owners.js';

/** A delivery in words: `alpha 3 text`, the number being its stream’s. */
export const worded = (delivery: Delivery): string => {
  const stream = 'message' in delivery ? delivery.message.subject : delivery.unreadable.stream;
  const text = 'message' in delivery ? (delivery.message.data as { readonly text: string }).text : 'cannot be read';
  return `${stream.slice(0, stream.indexOf('.'))} ${String(Number(stream.slice(-12)))} ${text}`;
};

/** A group of a test. What it remembers outlives its subscriptions, as a read model outlives a process. */
export class Listener {
  /** Everything that was brought and dealt with, repeats included. */
  readonly heard: string[] = [];
  /** Each time that it was made ready. */
  readonly readied: number[] = [];
  atOnce = 0;
  mostAtOnce = 0;
  /** Called before a delivery is dealt with; may wait, or refuse it. */
  meanwhile: (delivery: Delivery) => Promise<void> = () => Promise.resolve();
  #done = 0;

  constructor(
    readonly group: string,
    readonly hears: readonly Service[],
  ) {}

  get subscriber(): Subscriber {
    return {
      group: this.group,
      hears: this.hears,
      from: () => {
        this.readied.push(this.heard.length);
        return Promise.resolve(this.#done);
      },
      deliver: (delivery) => this.#deliver(delivery),
      passed: (position) => {
        this.#done = Math.max(this.#done, position);
        return Promise.resolve();
      },
    };
  }

  on(bus: Bus): BusSubscription {
    return bus.subscribe(this.subscriber);
  }

  /** What it heard of one stream, repeats included. */
  of(service: Service, n: number): readonly string[] {
    const start = `${service} ${String(n)} `;
    return this.heard.filter((each) => each.startsWith(start)).map((each) => each.slice(start.length));
  }

  async #deliver(delivery: Delivery): Promise<void> {
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    try {
      await this.meanwhile(delivery);
      this.heard.push(worded(delivery));
    } finally {
      this.atOnce -= 1;
    }
  }
}

/** Waits until something is so. Throws where it is not in time. */
export const eventually = async (isSo: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> => {
  for (let waited = 0; !(await isSo()); waited += 10) {
    if (waited >= withinMs) throw new Error(`It was not so within ${String(withinMs)} ms: ${isSo.toString()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
};
