import { setTimeout as pause } from 'node:timers/promises';
import { instantText, type Clock, type CommandContext, type EventStore, type NewId } from '@rms/event-sourcing';
import { Woken } from '@rms/messaging';
import { present, regionWide } from '@rms/nhs';
import type { CollectionSpec, DocumentStore } from '@rms/read-models';
import { EventStoreBlobs } from '../blobs/event-store-blobs.store.js';
import type {
  Arrived,
  FeedActivity,
  IntakeLog,
  IntakeRoute,
  MessageOutcome,
  NewMessage,
  OutcomeKind,
  OutcomeRecord,
  Refusal,
} from '../intake-log.js';
import { activityIn } from './activity.js';
import { GroupedStream, type Brought, type Taken } from './grouped-stream.js';
import { indexName, receiptText, specs, waitsAs, type MessageDocument, type WaitingDocument } from './index-documents.js';
import { broughtMessage, broughtOutcome, broughtRefusal, mostInEvent, streams, type IntakeStream } from './intake-events.reading.js';
import { IntakeIndex } from './intake-index.js';
import { MessageBytes } from './message-bytes.js';

export interface EventStoreIntakeLogParts {
  /** A store that may write `intake.` streams. Its time for an append is the time in which a message is stored or refused. */
  readonly store: EventStore;
  /** Where this process keeps its own index, which is disposable. Shared with nobody. */
  readonly openDocuments: (name: string, specs: readonly CollectionSpec[]) => DocumentStore | Promise<DocumentStore>;
  /** Which service's process it is: it is named on the outcomes it records. */
  readonly service: string;
  /** The clinical clock: it dates receipts. */
  readonly clock: Clock;
  readonly newId: NewId;
  readonly onStoreAway: (error: unknown) => void;
}

const mediaType = 'x-application/hl7-v2+er7';
const page = 500;
const noticedWithinMs = 20;

const outcomeOf = (message: MessageDocument): MessageOutcome => ({
  receipt: message.receipt,
  sender: message.sender,
  trust: message.reportsTo,
  controlId: message.controlId,
  messageType: message.type,
  sha256: message.sha256,
  receivedAt: message.receivedAt,
  acknowledged: message.acknowledged,
  outcome: message.outcome ?? 'pending',
  effects: message.effects,
  ...present({ of: message.of, rule: message.rule, by: message.by }),
});

/**
 * The intake log in an event store. Several processes write to it at once: the streams alone say what came and what became of it, and
 * each process folds them into an index of its own, from which it answers. An answer has in it whatever this process has appended.
 */
export class EventStoreIntakeLog implements IntakeLog {
  readonly #parts: EventStoreIntakeLogParts;
  readonly #documents: DocumentStore;
  readonly #streams: Readonly<Record<IntakeStream, GroupedStream>>;
  readonly #blobs: EventStoreBlobs;
  readonly #bytes: MessageBytes;
  readonly #index: IntakeIndex;
  readonly #work: Woken;
  readonly #forget: () => void;
  readonly #listeners = new Set<() => void>();
  #heardOf = 0;

  constructor(parts: EventStoreIntakeLogParts, documents: DocumentStore) {
    const { store } = parts;
    this.#parts = parts;
    this.#documents = documents;
    const grouped = (stream: string): GroupedStream => new GroupedStream({ ...parts, stream });
    this.#streams = { messages: grouped(streams.messages), outcomes: grouped(streams.outcomes), refusals: grouped(streams.refusals) };
    this.#blobs = new EventStoreBlobs({ ...parts, service: 'intake' });
    this.#bytes = new MessageBytes(store, this.#blobs);
    this.#index = new IntakeIndex({
      store,
      documents,
      arrived: (receipt) => {
        this.#tell(receipt);
      },
    });
    this.#work = new Woken(() => this.#hear(), parts.onStoreAway);
    this.#forget = store.onCommit(() => {
      this.#index.stale();
      this.#work.wake();
    });
  }

  async append(message: NewMessage): Promise<Pick<Arrived, 'receipt' | 'id'>> {
    const receivedAt = instantText(this.#parts.clock.now());
    await this.#keepIfLarge(message.bytes);
    const { revision, id } = await this.#bring('messages', broughtMessage(message, receivedAt));
    const receipt = revision + 1;
    this.#tell(receipt);
    return { receipt, id };
  }

  async refuse(refusal: Refusal): Promise<void> {
    const at = instantText(this.#parts.clock.now());
    await this.#keepIfLarge(refusal.bytes);
    await this.#bring('refusals', broughtRefusal(refusal, at, this.#policy('take-messages')));
  }

  async record(outcomes: readonly OutcomeRecord[]): Promise<void> {
    const by = this.#policy('read-messages');
    await Promise.all(outcomes.map((outcome) => this.#bring('outcomes', broughtOutcome(outcome, by))));
  }

  async pending(route: IntakeRoute, after: number, limit: number): Promise<readonly Arrived[]> {
    const those = { waitsAs: { $gt: waitsAs(route, after), $lt: `${route}!` } };
    return this.#bytes.ofAFew(await (await this.#messages()).find(regionWide, those, { sort: { waitsAs: 1 }, limit }));
  }

  async message(receipt: number): Promise<Arrived | undefined> {
    const found = await (await this.#messages()).get(regionWide, receiptText(receipt));
    return found === undefined ? undefined : (await this.#bytes.ofAll([found]))[0];
  }

  async currentOutcome(receipt: number): Promise<OutcomeKind | 'pending' | undefined> {
    const found = await (await this.#messages()).get(regionWide, receiptText(receipt));
    return found === undefined ? undefined : (found.outcome ?? 'pending');
  }

  async waiting(route: IntakeRoute, keys: readonly string[], since: string): Promise<readonly Arrived[]> {
    const messages = await this.#messages();
    const under = await this.#documents.collection<WaitingDocument>('waiting').find(regionWide, { key: { $in: keys } });
    const receipts = [...new Set(under.map(({ receipt }) => receipt))];
    const found = receipts.length === 0 ? [] : await messages.find(regionWide, { receipt: { $in: receipts } });
    const strangers = found.filter((one) => one.route === route && one.receivedAt >= since && one.outcome === 'ignored');
    return this.#bytes.ofAll(strangers.toSorted((a, b) => a.receipt - b.receipt));
  }

  async *outcomes(): AsyncIterable<MessageOutcome> {
    const messages = await this.#messages();
    for (let after = 0; ;) {
      const found = await messages.find(regionWide, { receipt: { $gt: after } }, { sort: { receipt: 1 }, limit: page });
      yield* found.map(outcomeOf);
      const last = found.at(-1);
      if (last === undefined) return;
      after = last.receipt;
    }
  }

  async activity(since: string): Promise<readonly FeedActivity[]> {
    await this.#index.caughtUp({ refusals: true });
    return activityIn(this.#documents, since);
  }

  onArrival(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Leaves the store open, which was given, and closes the documents, which it opened. */
  async close(): Promise<void> {
    this.#forget();
    await Promise.all(Object.values(this.#streams).map((stream) => stream.quiet()));
    await this.#work.stop();
    await this.#index.quiet();
    await this.#documents.close();
  }

  // Whoever asks is answered at once; to notice what came elsewhere there is a moment's time.
  async #hear(): Promise<void> {
    await this.#index.caughtUp();
    await pause(noticedWithinMs);
  }

  async #messages() {
    await this.#index.caughtUp();
    return this.#documents.collection<MessageDocument>('messages');
  }

  async #bring(stream: IntakeStream, brought: Brought): Promise<Taken> {
    const taken = await this.#streams[stream].append(brought);
    this.#index.mustHave(stream, taken.revision + 1);
    return taken;
  }

  async #keepIfLarge(bytes: Uint8Array): Promise<void> {
    if (bytes.byteLength > mostInEvent) await this.#blobs.put(bytes, mediaType);
  }

  #policy(name: string): Pick<CommandContext, 'actor' | 'trust'> {
    return { actor: { kind: 'policy', id: `${this.#parts.service}.${name}`, role: 'policy' }, trust: regionWide };
  }

  /** Each arrival is told once, whether it was heard of here first or read in the stream. */
  #tell(receipt: number): void {
    if (receipt <= this.#heardOf) return;
    this.#heardOf = receipt;
    for (const listener of this.#listeners) listener();
  }
}

/** Opens the log on a store. The index goes on where it was, or begins anew where there is none. */
export const openEventStoreIntakeLog = async (parts: EventStoreIntakeLogParts): Promise<EventStoreIntakeLog> =>
  new EventStoreIntakeLog(parts, await parts.openDocuments(indexName, specs));
