import { StoreUnavailable } from '@rms/event-sourcing';
import type { Delivery, Heard, Message, PublishedHistory, Unreadable } from '@rms/messaging';
import type { Copies, Copy, CopyDocument, Policy, View, Views } from './definitions.js';
import type { Collection, CollectionSpec, Document, DocumentStore } from './documents.js';
import { documentIdOf, foldMessage, messagesIn, MustBeTakenFirst, refill, type Gap } from './fold-message.js';
import { viewChanges } from './view-changes.js';

/** A stream whose messages wait because one of them could not be taken in. */
export interface Parked extends Document {
  readonly stream: string;
  readonly why: string;
  readonly since: string;
  readonly position: number;
}
export const parkedCollection = 'parked_streams';

export interface ConsumerParts {
  readonly service: string;
  readonly documents: DocumentStore;
  readonly copies: readonly Copy[];
  readonly views: readonly View[];
  readonly policies: readonly Policy[];
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  /** Told of a stream that had to be parked, and of a gap that had to be refilled. */
  readonly onIncident: (kind: 'parked' | 'gap' | 'unparked', stream: string, why: string) => void;
}

/** Every collection a service's read model needs. */
export const collectionsOf = (copies: readonly Copy[], views: readonly View[]): readonly CollectionSpec[] => [
  ...copies.map(({ name, indexes }) => ({ name, indexes })),
  ...views.map(({ name, indexes }) => ({ name, indexes })),
  { name: parkedCollection, indexes: [] },
];

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const page = 1000;
const kindOf = (stream: string): string => stream.slice(0, -37);

interface Taking {
  /** Whether all before it have been taken in. */
  readonly inTurn: boolean;
  readonly onGap: (gap: Gap) => void;
}
const mustBeTakenFirst = (gap: Gap): never => {
  throw new MustBeTakenFirst(gap);
};
const isKnown = (): void => undefined;

/**
 * Takes messages in, one at a time: copy, views, then policies. Safe to give the same message twice. A stream it cannot take in
 * is parked with its error and never holds up another.
 */
export class Consumer {
  readonly #parts: ConsumerParts;
  readonly #byKind: ReadonlyMap<string, readonly Copy[]>;
  readonly #copies: Copies;
  /** Gaps that are being filled: what was reacted to before the store went away is reacted to again. */
  readonly #broken = new Map<string, Gap>();
  readonly #listeners = new Set<(message: Message) => void>();

  constructor(parts: ConsumerParts) {
    this.#parts = parts;
    this.#byKind = Map.groupBy(parts.copies, (copy) => copy.of);
    this.#copies = { of: <D extends CopyDocument>(copy: Copy<D>): Collection<D> => parts.documents.collection<D>(copy.name) };
  }

  get copies(): Copies {
    return this.#copies;
  }
  get views(): Views {
    return { of: <D extends Document>(view: View<D>): Collection<D> => this.#parts.documents.collection<D>(view.name) };
  }

  /** A copy's document whichever trust it belongs to: to know whose a refused look was, never to show it. */
  copyOfAnyTrust<D extends CopyDocument>(copy: Copy<D>, id: string): Promise<D | undefined> {
    return this.#parts.documents.raw<D>(copy.name, id);
  }

  /** Calls back after each message has been taken into copies and views. */
  onTaken(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Deals with one delivery entirely; {@link passed} says so for good. Rejects only for what another try may mend: a store that does not answer. */
  async take(delivery: Delivery): Promise<void> {
    if ('unreadable' in delivery) {
      await this.#park(delivery.unreadable, '', '');
      return;
    }
    const { message } = delivery;
    const parked = await this.#parts.documents.raw<Parked>(parkedCollection, message.subject);
    if (parked === undefined) await this.#takeInTurn(message, this.#broken.get(message.subject));
  }

  async #takeInTurn(message: Message, broken: Gap | undefined): Promise<void> {
    try {
      if (broken !== undefined) throw new MustBeTakenFirst(broken);
      await this.#takeAndReact(message, mustBeTakenFirst);
    } catch (error) {
      if (!(error instanceof MustBeTakenFirst)) throw error;
      await this.#takeAfterGap(message, error.gap);
    }
  }

  // What had not arrived is taken as if it had: a death that nobody reacted to would leave his letters going out.
  async #takeAfterGap(message: Message, gap: Gap): Promise<void> {
    this.#tellGap(gap);
    this.#broken.set(gap.stream, gap);
    const missing = await this.#orPark(message, () => messagesIn(this.#parts.histories, gap, message));
    let goesOn = missing !== undefined;
    for (const each of [...(missing ?? []), message]) goesOn &&= await this.#takeAndReact(each, isKnown);
    this.#broken.delete(gap.stream);
  }

  async #takeAndReact(message: Message, onGap: Taking['onGap']): Promise<boolean> {
    if (!(await this.#takeIn(message, { inTurn: true, onGap }))) return false;
    for (const listener of this.#listeners) listener(message);
    await this.#react(message);
    return true;
  }

  /** Folds a message into copies and views without any reaction: for rebuilding. */
  async fold(delivery: Delivery): Promise<void> {
    if ('unreadable' in delivery) await this.#park(delivery.unreadable, '', '');
    else await this.#takeIn(delivery.message, { inTurn: true, onGap: this.#tellGap });
  }

  readonly #tellGap = ({ stream, why: gap }: Gap): void => {
    this.#parts.onIncident('gap', stream, gap);
  };

  /**
   * Makes ready for taking messages and answers the position after which they are outstanding. Everything that has been published
   * is folded first: a reaction may look at any copy, and a copy that is behind says what was once true. A patient whose death is
   * not yet folded would be taken for alive, and his follow-up resumed. Streams that are parked are tried again. A bus that knows
   * how far each service has been heard says so; else it is read from where everything was dealt with.
   */
  async resume(heard?: Heard): Promise<number> {
    const { done } = await this.#parts.documents.progress();
    const ends: number[] = [];
    for (const history of this.#sources()) ends.push(await this.#foldAll(history, heard?.(history.service) ?? done));
    if (ends.length > 0) await this.#parts.documents.write([], Math.min(...ends));
    await this.#retryParked();
    return done;
  }

  // What could not be taken in by yesterday's code may be by today's. What still cannot stays parked.
  async #retryParked(): Promise<void> {
    for (const { stream } of await this.#parts.documents.every<Parked>(parkedCollection)) {
      try {
        await this.retry(stream);
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        this.#parts.onIncident('parked', stream, why(error));
      }
    }
  }

  #sources(): readonly PublishedHistory[] {
    const services = new Set(this.#parts.copies.map((copy) => copy.of.slice(0, copy.of.indexOf('.'))));
    return [...this.#parts.histories.values()].filter(({ service }) => services.has(service));
  }

  async #foldAll(history: PublishedHistory, after: number): Promise<number> {
    for (let at = after; ;) {
      const { deliveries, through, atEnd } = await history.since(at, page);
      for (const delivery of deliveries)
        if ('message' in delivery) await this.#takeIn(delivery.message, { inTurn: false, onGap: this.#tellGap });
      if (atEnd) return through;
      at = through;
    }
  }

  /** Everything up to a position has been dealt with: a restart begins after it. */
  passed(position: number): Promise<void> {
    return this.#parts.documents.done(position);
  }

  /** Tries a parked stream again from the owner's history. Answers whether it can be read now. */
  async retry(stream: string): Promise<boolean> {
    const parked = await this.#parts.documents.raw<Parked>(parkedCollection, stream);
    if (parked === undefined) return true;
    const deliveries = await refill(this.#parts.histories, stream, 0);
    await this.#parts.documents.write([{ remove: stream, trust: parked.trust, from: parkedCollection }]);
    for (const delivery of deliveries) {
      if ('unreadable' in delivery) {
        await this.#park(delivery.unreadable, parked.trust, '');
        return false;
      }
      if (!(await this.#takeAndReact(delivery.message, this.#tellGap))) return false;
    }
    this.#parts.onIncident('unparked', stream, 'it can be read now');
    return true;
  }

  async #react(message: Message): Promise<void> {
    for (const policy of this.#parts.policies) if (policy.on.includes(message.type)) await this.#reactWith(policy, message);
  }

  // A reaction that cannot be had because the store is away is tried again for as long as it takes; one that fails on its own
  // account must not hold up other patients.
  async #reactWith(policy: Policy, message: Message): Promise<void> {
    try {
      await policy.react(message);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      await this.#park(
        { stream: message.subject, position: message.position, why: `${policy.name}: ${why(error)}` },
        message.trust,
        message.time,
      );
    }
  }

  async #takeIn(message: Message, taking: Taking): Promise<boolean> {
    const taken = await this.#orPark(message, async () => {
      for (const copy of this.#byKind.get(kindOf(message.subject)) ?? [])
        await this.#parts.documents.together(() => this.#takeInto(copy, message, taking));
      return true;
    });
    return taken ?? false;
  }

  // Nothing where the stream had to be parked.
  async #orPark<T>(message: Message, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreUnavailable || error instanceof MustBeTakenFirst) throw error;
      await this.#park({ stream: message.subject, position: message.position, why: why(error) }, message.trust, message.time);
      return undefined;
    }
  }

  async #takeInto(copy: Copy, message: Message, { inTurn, onGap }: Taking): Promise<void> {
    const { documents, views, histories } = this.#parts;
    const before = await documents.raw<CopyDocument>(copy.name, documentIdOf(message.subject));
    const after = await foldMessage({ histories, onGap }, copy, { before, message });
    if (after !== before) await documents.write([{ put: after, into: copy.name }]);
    const changed = { copy, documents: before === undefined ? [after] : [before, after] };
    await documents.write(await viewChanges({ documents, views, copies: this.#copies }, changed), inTurn ? message.position : undefined);
  }

  async #park({ stream, position, why: because }: Omit<Unreadable, 'trust' | 'time'>, trust: string, since: string): Promise<void> {
    this.#parts.onIncident('parked', stream, because);
    const parked: Parked = { _id: stream, trust, stream, position, why: because, since };
    await this.#parts.documents.write([{ put: parked, into: parkedCollection }], position);
  }
}
