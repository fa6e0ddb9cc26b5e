import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Delivery, PublishedHistory } from '@rms/messaging';
import { Ledger } from './ledger.js';

// What follows from a fact is read before the fact itself. So whatever was settled while this was reading has its cause in the
// ledger too: a task that closed just now never stands beside a review that is still open.
const readsFrom = ['alerting', 'letters', 'pathway'] as const;
// As much as holds nobody else up for longer than a moment, and is forgotten as soon as it is read.
const page = 100;

type Histories = ReadonlyMap<string, PublishedHistory>;
/** Histories that a reckoning cannot do without, and that cannot be asked. */
export const missingFrom = (histories: Histories): readonly string[] => readsFrom.filter((service) => !histories.has(service));

type Source = Pick<PublishedHistory, 'service' | 'since'>;

/** The owners as they are asked: one after the other; or in one go, in the order in which all was committed, where they share a log. */
const sourcesOf = (histories: Histories): readonly Source[] => {
  const owners = readsFrom.map((service) => histories.get(service)).filter((history) => history !== undefined);
  const logs = new Map(owners.flatMap(({ service, log }) => (log === undefined ? [] : [[service, log] as const])));
  const [store, ...others] = new Set([...logs.values()].map((log) => log.store));
  if (store === undefined || others.length > 0 || logs.size < owners.length) return owners;
  const prefixes = [...logs.keys()].map((service) => `${service}.`);
  const since: Source['since'] = async (position, limit) => {
    const events = await store.readAll(position, limit, prefixes);
    const deliveries: Delivery[] = [];
    for (const event of events) {
      const delivery = logs.get(event.stream.slice(0, event.stream.indexOf('.')))?.read(event);
      if (delivery !== undefined) deliveries.push(delivery);
    }
    return { deliveries, through: events.at(-1)?.position ?? position, atEnd: events.length < limit };
  };
  return [{ service: 'all', since }];
};

const timeOf = (delivery: Delivery): string => ('message' in delivery ? delivery.message.time : delivery.unreadable.time);

/**
 * Reads the owners' published histories into a ledger, from the first fact on and never a copy. It goes on where it stopped, so that
 * an hourly look costs what is new since the last, also after it was broken off. A fact recorded after the bound waits for a later
 * one: facts of one stream are recorded in the order of their times. Between two pages everybody else has a turn.
 */
export class LedgerReader {
  readonly ledger = new Ledger();
  readonly #missing: readonly string[];
  readonly #sources: readonly Source[];
  readonly #onRead: (position: number) => void;
  readonly #at = new Map<string, number>();
  #waiting: Delivery[] = [];
  #bound = '';

  constructor(histories: Histories, onRead: (position: number) => void = () => undefined) {
    this.#missing = missingFrom(histories);
    this.#sources = sourcesOf(histories);
    this.#onRead = onRead;
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
    if (this.#missing.length > 0) throw new Error(`The reckoning cannot see ${this.#missing.join(', ')}.`);
    if (until < this.#bound) throw new Error(`The ledger stands at ${this.#bound} and cannot go back to ${until}.`);
    this.#bound = until;
    const waited = this.#waiting;
    this.#waiting = [];
    for (const delivery of waited) this.#take(delivery);
    for (const source of this.#sources) await this.#read(source);
    return this.ledger;
  }

  async #read({ service, since }: Source): Promise<void> {
    for (let atEnd = false; !atEnd;) {
      const read = await since(this.#at.get(service) ?? 0, page);
      for (const delivery of read.deliveries) this.#take(delivery);
      this.#at.set(service, read.through);
      this.#onRead(read.through);
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
