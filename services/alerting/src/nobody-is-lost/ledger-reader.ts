import type { Message, PublishedHistory } from '@rms/messaging';
import { Ledger } from './ledger.js';

const readsFrom = ['pathway', 'letters', 'alerting'] as const;
const page = 2000;

/** Histories that a reckoning cannot do without, and that cannot be asked. */
export const missingFrom = (histories: ReadonlyMap<string, PublishedHistory>): readonly string[] =>
  readsFrom.filter((service) => !histories.has(service));

/**
 * Reads the owners' published histories into a ledger, from the first fact on and never a copy. It goes on where it stopped, so that
 * an hourly look costs what is new since the last. A fact recorded after the bound waits for a later one: facts of one stream are
 * recorded in the order of their times.
 */
export class LedgerReader {
  readonly ledger = new Ledger();
  readonly #histories: ReadonlyMap<string, PublishedHistory>;
  readonly #at = new Map<string, number>();
  #waiting: Message[] = [];
  #bound = '';

  constructor(histories: ReadonlyMap<string, PublishedHistory>) {
    this.#histories = histories;
  }

  /** The place in the log up to which facts were read. */
  get position(): number {
    return Math.max(0, ...this.#at.values());
  }

  /** Takes in every fact that was recorded by an instant. Throws when asked to go back. */
  async advanceTo(until: string): Promise<Ledger> {
    if (until < this.#bound) throw new Error(`The ledger stands at ${this.#bound} and cannot go back to ${until}.`);
    this.#bound = until;
    const waited = this.#waiting;
    this.#waiting = [];
    for (const message of waited) this.#take(message);
    for (const service of readsFrom) await this.#read(service);
    return this.ledger;
  }

  async #read(service: string): Promise<void> {
    const history = this.#histories.get(service);
    for (let atEnd = history === undefined; !atEnd && history !== undefined;) {
      const read = await history.since(this.#at.get(service) ?? 0, page);
      for (const delivery of read.deliveries) {
        if ('message' in delivery) this.#take(delivery.message);
        else this.ledger.cannotRead(delivery.unreadable.stream, delivery.unreadable.why);
      }
      this.#at.set(service, read.through);
      atEnd = read.atEnd;
    }
  }

  #take(message: Message): void {
    if (message.time <= this.#bound) this.ledger.take(message);
    else this.#waiting.push(message);
  }
}
