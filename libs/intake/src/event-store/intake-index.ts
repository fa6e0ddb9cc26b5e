import { StoreUnavailable, type EventStore, type StoredEvent } from '@rms/event-sourcing';
import { regionWide } from '@rms/nhs';
import type { Document, DocumentStore, Filter } from '@rms/read-models';
import {
  noCursor,
  puts,
  receiptText,
  type CursorDocument,
  type FeedDocument,
  type HourDocument,
  type KinDocument,
  type MessageDocument,
  type RefusalDocument,
} from './index-documents.js';
import { messageIn, outcomeIn, refusalIn, streams, type IntakeStream } from './intake-events.reading.js';
import { foldMessages, hourKey, kinKey, sameKey, type Touched } from './messages.projection.js';
import { foldOutcomes, type TouchedByOutcomes } from './outcomes.projection.js';

// An event may be of 1 MiB.
const page = 64;
const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/**
 * What is known of the messages in the streams, folded into documents from where it stands: a cursor in the documents themselves says
 * where. What is folded twice is as once, so documents that were lost, wholly or from some moment on, are made again.
 *
 * Of a page first the hours are written, then the messages, then the kin and last the cursor: an engine that writes one document after
 * the other may stop anywhere, and what is made again from there comes out the same.
 */
export class IntakeIndex {
  readonly #store: Pick<EventStore, 'readStream'>;
  readonly #documents: DocumentStore;
  readonly #arrived: (receipt: number) => void;
  readonly #needed: Record<IntakeStream, number> = { messages: 0, outcomes: 0, refusals: 0 };
  #heard = 1;
  #folded = 0;
  #foldedRefusals = 0;
  #isCounting = false;
  #folding: Promise<void> | undefined;

  constructor(parts: {
    readonly store: Pick<EventStore, 'readStream'>;
    readonly documents: DocumentStore;
    /** Told of the newest receipt when messages have been folded. */
    readonly arrived: (receipt: number) => void;
  }) {
    this.#store = parts.store;
    this.#documents = parts.documents;
    this.#arrived = parts.arrived;
  }

  /** There is something new in the streams, or may be. */
  stale(): void {
    this.#heard += 1;
  }

  /** A stream has been written to this length: whoever asks next is answered with it. */
  mustHave(stream: IntakeStream, length: number): void {
    this.#needed[stream] = Math.max(this.#needed[stream], length);
  }

  /**
   * Resolves when everything is in it that this process has appended or heard of until now; what was refused only for who counts it.
   * Rejects where the store cannot be read.
   */
  async caughtUp(counting: { readonly refusals?: boolean } = {}): Promise<void> {
    const wanted = { ...this.#needed, heard: this.#heard, refused: 0 };
    if (counting.refusals === true) wanted.refused = wanted.heard;
    else wanted.refusals = 0;
    // What is being folded may have begun before that, and then it takes one more.
    for (let n = 0; await this.#isBehind(wanted); n += 1) {
      this.#isCounting ||= wanted.refused > 0;
      if (n === 3) throw new StoreUnavailable('what was appended to the intake log cannot be read there yet');
      await this.fold();
    }
  }

  /** Folds what there is. One at a time: who asks meanwhile waits for the same. */
  fold(): Promise<void> {
    this.#folding ??= this.#foldAll().finally(() => {
      this.#folding = undefined;
    });
    return this.#folding;
  }

  /** Resolves when nothing is folded any more. */
  async quiet(): Promise<void> {
    await this.#folding?.catch(() => undefined);
  }

  async #isBehind(wanted: Readonly<Record<IntakeStream | 'heard' | 'refused', number>>): Promise<boolean> {
    if (this.#folded < wanted.heard || this.#foldedRefusals < wanted.refused) return true;
    // Asked of the documents each time, which may have lost what was in them a moment ago.
    const cursor = await this.#cursor();
    return (Object.keys(streams) as IntakeStream[]).some((stream) => cursor[stream] < wanted[stream]);
  }

  async #cursor(): Promise<CursorDocument> {
    return (await this.#documents.raw<CursorDocument>('cursors', noCursor._id)) ?? noCursor;
  }

  async #foldAll(): Promise<void> {
    const [heard, isCounting] = [this.#heard, this.#isCounting];
    this.#isCounting = false;
    while (await this.#foldPages());
    this.#folded = heard;
    if (!isCounting) return;
    while (await this.#foldRefusals());
    this.#foldedRefusals = heard;
  }

  /** A page of outcomes, and before it every message there is: an outcome comes after its message. Answers whether there are more. */
  async #foldPages(): Promise<boolean> {
    const outcomes = await this.#next('outcomes');
    while ((await this.#foldMessages()) === page);
    if (outcomes.length > 0) await this.#documents.together(() => this.#takeOutcomes(outcomes));
    return outcomes.length === page;
  }

  async #foldMessages(): Promise<number> {
    const events = await this.#next('messages');
    if (events.length > 0) await this.#documents.together(() => this.#takeMessages(events));
    const last = events.at(-1);
    if (last !== undefined) this.#arrived(last.revision + 1);
    return events.length;
  }

  async #foldRefusals(): Promise<boolean> {
    const events = await this.#next('refusals');
    if (events.length > 0) await this.#documents.together(() => this.#takeRefusals(events));
    return events.length === page;
  }

  async #next(stream: IntakeStream): Promise<readonly StoredEvent[]> {
    return this.#store.readStream(streams[stream], { from: (await this.#cursor())[stream], limit: page });
  }

  async #through(stream: IntakeStream, events: readonly StoredEvent[]): Promise<void> {
    const through = (events.at(-1)?.revision ?? -1) + 1;
    await this.#documents.write(puts('cursors', [{ ...(await this.#cursor()), [stream]: through }]));
    this.mustHave(stream, through);
  }

  #found<D extends Document>(collection: string, filter: Filter): Promise<readonly D[]> {
    return this.#documents.collection<D>(collection).find(regionWide, filter);
  }

  async #takeMessages(events: readonly StoredEvent[]): Promise<void> {
    const told = events.map(messageIn);
    const [first, last] = [told[0]?.receipt ?? 0, told.at(-1)?.receipt ?? 0];
    const keysOf = (key: (message: (typeof told)[number]) => string) => ({ $in: distinct(told.map(key)) });
    const [messages, firsts, kin, hours, feeds] = await Promise.all([
      this.#found<MessageDocument>('messages', { receipt: { $gte: first, $lte: last } }),
      this.#found<MessageDocument>('messages', { first: keysOf(sameKey) }),
      this.#found<KinDocument>('kin', { key: keysOf(kinKey) }),
      this.#found<HourDocument>('hours', { key: keysOf(hourKey) }),
      this.#found<FeedDocument>('feeds', { feed: keysOf(({ feed }) => feed) }),
    ]);
    const touched: Touched = {
      messages: new Map(messages.map((one) => [one.receipt, one])),
      firsts: new Map(firsts.map((one) => [one.first ?? '', one.receipt])),
      kin: new Map(kin.map((one) => [one.key, one])),
      hours: new Map(hours.map((one) => [one.key, one])),
      feeds: new Map(feeds.map((one) => [one.feed, one])),
    };
    foldMessages(told, touched);
    await this.#documents.write([...puts('hours', touched.hours.values()), ...puts('feeds', touched.feeds.values())]);
    await this.#documents.write(puts('messages', touched.messages.values()));
    await this.#documents.write(puts('kin', touched.kin.values()));
    await this.#through('messages', events);
  }

  async #takeOutcomes(events: readonly StoredEvent[]): Promise<void> {
    const told = events.map((event) => ({ ...outcomeIn(event), revision: event.revision }));
    const messages = await this.#found<MessageDocument>('messages', { receipt: { $in: distinct(told.map(({ receipt }) => receipt)) } });
    const hours = await this.#found<HourDocument>('hours', { key: { $in: distinct(messages.map(hourKey)) } });
    const touched: TouchedByOutcomes = {
      messages: new Map(messages.map((one) => [one.receipt, one])),
      hours: new Map(hours.map((one) => [one.key, one])),
      waiting: new Map(),
    };
    foldOutcomes(told, touched);
    await this.#documents.write(puts('hours', touched.hours.values()));
    await this.#documents.write([...puts('waiting', touched.waiting.values()), ...puts('messages', touched.messages.values())]);
    await this.#through('outcomes', events);
  }

  async #takeRefusals(events: readonly StoredEvent[]): Promise<void> {
    const told = events.map((event) => ({ ...refusalIn(event), _id: receiptText(event.revision + 1), trust: regionWide }));
    // What was nobody's is counted at no feed.
    const documents = told.filter((one): one is RefusalDocument => one.feed !== undefined);
    await this.#documents.write(puts('refusals', documents));
    await this.#through('refusals', events);
  }
}
