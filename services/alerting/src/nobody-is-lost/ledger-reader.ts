import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Delivery, PublishedHistory } from '@rms/messaging';
import { Ledger } from './ledger.js';

// What follows from a fact is read before the fact itself. So whatever was settled while this was reading has its cause in the
// ledger too: a task that closed just now never stands beside a review that is still open.
const readsFrom = ['alerting', 'letters', 'pathway'] as const;
const page = 2000;

/** Histories that a reckoning cannot do without, and that cannot be asked. */
export const missingFrom = (histories: ReadonlyMap<string, PublishedHistory>): readonly string[] =>
  readsFrom.filter((service) => !histories.has(service));

const timeOf = (delivery: Delivery): string => ('message' in delivery ? delivery.message.time : delivery.unreadable.time);

/**
 * Reads the owners' published histories into a ledger, from the first fact on and never a copy. It goes on where it stopped, so that
 * an hourly look costs what is new since the last, also after it was broken off. A fact recorded after the bound waits for a later
 * one: facts of one stream are recorded in the order of their times. Between two pages everybody else has a turn.
 */
export class LedgerReader {
  readonly ledger = new Ledger();
  readonly #histories: ReadonlyMap<string, PublishedHistory>;
  readonly #at = new Map<string, number>();
  #waiting: Delivery[] = [];
  #bound = '';

  constructor(histories: ReadonlyMap<string, PublishedHistory>) {
    this.#histories = histories;
  }

  /** The place in the log up to which facts were read. */
  get position(): number {
    return Math.max(0, ...this.#at.values());
  }

  /** The instant up to which facts have been taken in; it never goes back. */
  get bound(): string {
    return this.#bound;
  }

  /** Takes in every fact that was recorded by an instant. Throws when a history cannot be asked, and when asked to go back. */
  async advanceTo(until: string): Promise<Ledger> {
    const missing = missingFrom(this.#histories);
    if (missing.length > 0) throw new Error(`The reckoning cannot see ${missing.join(', ')}.`);
    if (until < this.#bound) throw new Error(`The ledger stands at ${this.#bound} and cannot go back to ${until}.`);
    this.#bound = until;
    const waited = this.#waiting;
    this.#waiting = [];
    for (const delivery of waited) this.#take(delivery);
    for (const service of readsFrom) await this.#read(service);
    return this.ledger;
  }

  async #read(service: string): Promise<void> {
    const history = this.#histories.get(service);
    for (let atEnd = history === undefined; !atEnd && history !== undefined;) {
      const read = await history.since(this.#at.get(service) ?? 0, page);
      for (const delivery of read.deliveries) this.#take(delivery);
      this.#at.set(service, read.through);
      atEnd = read.atEnd;
      await nextTurn();
    }
  }

  #take(delivery: Delivery): void {
    if (timeOf(delivery) > this.#bound) this.#waiting.push(delivery);
    else if ('message' in delivery) this.ledger.take(delivery.message);
    else this.ledger.cannotRead(delivery.unreadable);
  }
}
