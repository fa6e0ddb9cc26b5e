import type { EventStore, NewId, StoredEvent } from '@rms/event-sourcing';
import type { Producer } from 'kafkajs';
import type { Checkpoint } from '../checkpoint.js';
import type { Delivery } from '../message.js';
import type { OwnHistory } from '../published-history.js';
import { Woken } from '../woken.js';
import { kafkaClient, type KafkaSettings } from './client.js';
import { newestHeld } from './newest-held.js';
import { batchesOf, producerOn, publish, usualLimits, type Batch, type Limits, type ToPublish } from './publishing.js';
import { topicOf } from './topics.js';

const page = 1000;
/** Over events of others, which need not be looked at again. */
const writeDownEvery = 10_000;

/** The broker holds less than was published: it lost data, or the topic was made anew. What is missing is published again. */
export interface HoldsLess {
  readonly topic: string;
  /** The newest position it holds, and the one through which it had acknowledged. */
  readonly held: number;
  readonly published: number;
}

export interface RelayOptions {
  readonly store: Pick<EventStore, 'readAll' | 'lastPosition' | 'onCommit'>;
  readonly history: OwnHistory;
  readonly checkpoint: Checkpoint;
  readonly kafka: KafkaSettings;
  readonly newId: NewId;
  readonly prefix?: string;
  readonly limits?: Limits;
  /** Told of each failure; what failed is tried again. */
  readonly onFailure: (error: unknown) => void;
  readonly onHoldsLess: (what: HoldsLess) => void;
  /** Told of what a broker has acknowledged, and how many milliseconds that took. */
  readonly onPublished?: (deliveries: readonly Delivery[], millis: number) => void;
}

export interface Relay {
  /** Resolves when everything stored by now has been published and acknowledged. */
  caughtUp(): Promise<void>;
  /** How many positions of the log it has not looked at; 0 when everything is published. */
  lag(): number;
  /** Finishes the batch in hand. */
  stop(): Promise<void>;
}

interface Page {
  readonly batches: readonly Batch[];
  readonly through: number;
  readonly isFull: boolean;
}

class Relaying implements Relay {
  readonly #options: RelayOptions;
  readonly #topic: string;
  readonly #work: Woken;
  readonly #unsubscribe: () => void;
  /** The newest commit anybody told of, and the position through which everything is acknowledged. */
  #told = 0;
  #at: number | undefined;
  #published = 0;
  #writtenDown = 0;
  #producer: Producer | undefined;
  #waiting: { readonly position: number; readonly resolve: () => void }[] = [];

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#topic = topicOf(options.history.service, options.prefix);
    this.#work = new Woken(() => this.#follow(), options.onFailure);
    this.#unsubscribe = options.store.onCommit((position) => {
      this.#told = Math.max(this.#told, position);
      this.#work.wake();
    });
    this.#work.wake();
  }

  async caughtUp(): Promise<void> {
    const position = await this.#options.store.lastPosition();
    this.#told = Math.max(this.#told, position);
    if ((this.#at ?? -1) >= position) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push({ position, resolve });
      this.#work.wake();
    });
  }

  lag(): number {
    return Math.max(0, this.#told - (this.#at ?? 0));
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#work.stop();
    await this.#producer?.disconnect();
  }

  async #follow(): Promise<void> {
    this.#at ??= await this.#begin();
    const producer = await this.#connected();
    try {
      await this.#publishAll(producer, this.#at);
    } catch (error) {
      // A producer that failed may not know what the broker took: a new one begins after what was acknowledged.
      this.#producer = undefined;
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async #begin(): Promise<number> {
    const { checkpoint, store, onHoldsLess } = this.#options;
    const published = await checkpoint.read();
    this.#writtenDown = published;
    const held = published === 0 ? 0 : await this.#held();
    this.#told = Math.max(this.#told, await store.lastPosition());
    if (held === undefined || held >= published) return published;
    if (await this.#publishedBetween(held, published)) onHoldsLess({ topic: this.#topic, held, published });
    return held;
  }

  #held(): Promise<number | undefined> {
    return newestHeld(kafkaClient(this.#options.kafka), this.#topic, this.#options.newId);
  }

  // The newest events may all have been private: then the broker holds what it should.
  async #publishedBetween(after: number, through: number): Promise<boolean> {
    const { store, history } = this.#options;
    for (let at = after; at < through;) {
      const events = await store.readAll(at, page, [`${history.service}.`]);
      if (events.some((event) => event.position <= through && history.of(event) !== undefined)) return true;
      at = events.length === page ? (events.at(-1)?.position ?? through) : through;
    }
    return false;
  }

  async #connected(): Promise<Producer> {
    if (this.#producer !== undefined) return this.#producer;
    const producer = producerOn(kafkaClient(this.#options.kafka));
    await producer.connect();
    this.#producer = producer;
    return producer;
  }

  // The next page is read while one is being sent.
  async #publishAll(producer: Producer, from: number): Promise<void> {
    let sent: Promise<void> = Promise.resolve();
    for (let after = from; ;) {
      const next = await this.#read(after);
      await sent;
      if (this.#work.isStopped) return;
      sent = this.#send(producer, next);
      sent.catch(() => undefined);
      after = next.through;
      if (!next.isFull && this.#told <= after) break;
    }
    await sent;
  }

  async #read(after: number): Promise<Page> {
    const { store, history, limits } = this.#options;
    const told = this.#told;
    const events = await store.readAll(after, page, [`${history.service}.`]);
    const isFull = events.length === page;
    const newest = events.at(-1)?.position ?? after;
    return {
      batches: batchesOf(this.#translated(events), after, limits ?? usualLimits),
      through: isFull ? newest : Math.max(newest, told),
      isFull,
    };
  }

  #translated(events: readonly StoredEvent[]): readonly ToPublish[] {
    return events.flatMap((event) => {
      const delivery = this.#options.history.of(event);
      return delivery === undefined ? [] : [{ delivery, position: event.position }];
    });
  }

  async #send(producer: Producer, { batches, through }: Page): Promise<void> {
    for (const batch of batches) {
      if (this.#work.isStopped) return;
      const began = performance.now();
      await publish(producer, this.#topic, batch);
      this.#at = batch.through;
      this.#published = batch.through;
      this.#options.onPublished?.(batch.deliveries, performance.now() - began);
    }
    this.#at = through;
    if (this.#published > this.#writtenDown || through - this.#writtenDown >= writeDownEvery) await this.#writeDown(through);
    this.#arrive(through);
  }

  async #writeDown(position: number): Promise<void> {
    await this.#options.checkpoint.write(position);
    this.#writtenDown = position;
  }

  #arrive(position: number): void {
    const here = this.#waiting.filter((one) => one.position <= position);
    this.#waiting = this.#waiting.filter((one) => one.position > position);
    for (const { resolve } of here) resolve();
  }
}

/**
 * Publishes the facts of one service from its log to its topic, in the order of the log, each at least once. What is published
 * once too often is known by its position. How far it has come is written down after the broker’s acknowledgement.
 */
export const startRelay = (options: RelayOptions): Relay => new Relaying(options);
