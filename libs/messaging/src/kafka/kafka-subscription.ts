import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Consumer, Kafka } from 'kafkajs';
import type { BusSubscription, Heard, Subscriber } from '../bus.js';
import { Assignment } from './assignment.js';
import { BatchReader } from './batch-reader.js';
import { Beginnings } from './beginnings.js';
import { Bringing } from './bringing.js';
import { BrokerEnds, type AllEnds } from './broker-ends.js';
import { kafkaClient, patient } from './client.js';
import { tellFailure, untilDone, usualTiming, writeDown, type Counts, type Hearing, type KafkaBusOptions } from './hearing.js';
import { metricsOf, type KafkaBusMetrics } from './metrics.js';
import { Settling } from './settling.js';
import { topicOf, usualPrefix } from './topics.js';
import { Watch } from './watch.js';

const answersWithinMs = 1000;
const looksElsewhereEveryMs = 200;
const crashFollowsWithinMs = 1000;
const leavesWithinMs = 15_000;

export interface KafkaBusSubscription extends BusSubscription {
  metrics(): KafkaBusMetrics;
}

const consumerOn = (kafka: Kafka, groupId: string, { sessionMs, rebalanceMs, heartbeatEveryMs }: Hearing['timing']): Consumer =>
  kafka.consumer({
    groupId,
    sessionTimeout: sessionMs,
    rebalanceTimeout: rebalanceMs,
    heartbeatInterval: heartbeatEveryMs,
    maxWaitTimeInMs: 200,
    // Of each partition so much at a time that every other one soon has its turn.
    maxBytesPerPartition: 131_072,
    allowAutoTopicCreation: false,
    // A client that gave up is not begun again behind our back: the process ends, and its successor asks where it stands.
    retry: { ...patient, restartOnFailure: () => Promise.resolve(false) },
  });

/** One consumer's way through the topics it hears. */
export class KafkaSubscription implements KafkaBusSubscription {
  readonly #hearing: Hearing;
  readonly #admin: Admin;
  readonly #beginnings: Beginnings;
  readonly #settling: Settling;
  readonly #watch: Watch;
  readonly #started: Promise<unknown>;
  #isStopping = false;
  #hasEnded = false;
  #lastUnread = 0;
  #moved = Promise.withResolvers<undefined>();

  constructor(options: KafkaBusOptions, subscriber: Subscriber) {
    const prefix = options.prefix ?? usualPrefix;
    const timing = { ...usualTiming, ...options.timing };
    const topics = subscriber.hears.map((service) => topicOf(service, prefix));
    const counts: Counts = { duplicates: 0, incidents: 0, unreadable: 0 };
    this.#admin = kafkaClient(options.kafka).admin();
    this.#hearing = {
      options,
      timing,
      subscriber,
      topics,
      counts,
      consumer: consumerOn(kafkaClient(options.kafka, patient), `${prefix}.${subscriber.group}`, timing),
      places: options.places(subscriber.group),
      ends: new BrokerEnds(this.#admin, topics),
      bringing: new Bringing(
        (delivery) => subscriber.deliver(delivery),
        (error) => {
          options.onFailure(subscriber.group, error);
        },
      ),
      assignment: new Assignment(topics),
      isStopping: () => this.#isStopping,
      onMoved: () => {
        this.#moved.resolve(undefined);
        this.#moved = Promise.withResolvers();
      },
    };
    this.#beginnings = new Beginnings(this.#hearing);
    this.#settling = new Settling(this.#hearing);
    this.#watch = new Watch(this.#hearing, this.#beginnings);
    this.#started = this.#start();
  }

  metrics(): KafkaBusMetrics {
    return metricsOf(this.#hearing, this.#watch);
  }

  async progress(): Promise<{ readonly at: number; readonly of: number }> {
    const unread = await this.#unread();
    const of = Math.max(this.#hearing.assignment.newest, unread);
    return { at: of - unread, of };
  }

  /** Resolves when everything that is in the topics by now has been dealt with, by whoever of the group reads it; never once it was stopped. */
  async caughtUp(): Promise<void> {
    await this.#hearing.options.published?.();
    const ends = await untilDone(this.#hearing, this.#isWanted, () => this.#hearing.ends.ask());
    while (this.#isWanted()) {
      if (ends !== undefined && this.#hearing.assignment.hasReached(ends)) return;
      const { assignment } = this.#hearing;
      const another = assignment.isShared ? pause(looksElsewhereEveryMs).then(() => this.#lookElsewhere()) : undefined;
      await Promise.race([this.#moved.promise, ...(another === undefined ? [] : [another])]);
    }
    await new Promise<never>(() => undefined);
  }

  /** Finishes the message in hand, writes down where it stands and leaves the group. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#hearing.onMoved();
    await this.#watch.stop();
    await this.#beginnings.quiet();
    await this.#settling.now();
    for (const part of this.#hearing.assignment.parts) await writeDown(this.#hearing, part);
    await Promise.race([this.#leave(), pause(leavesWithinMs, undefined, { ref: false })]);
  }

  readonly #isWanted = (): boolean => !this.#isStopping;

  async #leave(): Promise<void> {
    await this.#hearing.consumer.disconnect().catch(() => undefined);
    await this.#started;
    for (const part of this.#hearing.assignment.parts) await writeDown(this.#hearing, part);
    await this.#admin.disconnect().catch(() => undefined);
  }

  // Nobody is told that all has been read by one who cannot know.
  async #unread(): Promise<number> {
    const { ends, assignment, topics } = this.#hearing;
    const asked = ends.ask().then(
      (answer): AllEnds | undefined => answer,
      () => undefined,
    );
    const now = await Promise.race([asked, pause(answersWithinMs, undefined, { ref: false })]);
    if (now === undefined || assignment.generation === 0) return Math.max(1, this.#lastUnread);
    if (assignment.isShared) await this.#lookElsewhere();
    const unread = topics.reduce((sum, topic) => sum + assignment.unreadIn(topic, now), 0);
    this.#lastUnread = unread === 0 && !assignment.hasReached(now) ? 1 : unread;
    return this.#lastUnread;
  }

  async #lookElsewhere(): Promise<void> {
    const { places, topics, assignment } = this.#hearing;
    try {
      assignment.know(await places.read(topics));
    } catch (error) {
      tellFailure(this.#hearing, error);
    }
  }

  async #start(): Promise<void> {
    const { places, topics, subscriber } = this.#hearing;
    const isReady = await untilDone(this.#hearing, this.#isWanted, async () => {
      await this.#admin.connect();
      this.#hearing.assignment.know(await places.read(topics));
      await subscriber.from(this.#heard);
      return true;
    });
    if (isReady === true) await untilDone(this.#hearing, this.#isWanted, () => this.#join());
  }

  readonly #heard: Heard = (service) => {
    const topic = topicOf(service, this.#hearing.options.prefix);
    return this.#hearing.topics.includes(topic) ? this.#hearing.assignment.throughOf(topic) : 0;
  };

  async #join(): Promise<void> {
    const { consumer, topics } = this.#hearing;
    const reader = new BatchReader(this.#hearing, this.#beginnings, this.#settling);
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#beginnings.shared(payload.memberAssignment);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.#tellEnd(payload.error);
    });
    consumer.on(consumer.events.STOP, () => {
      // A crash is told after the stop that it leads to, and says why.
      setTimeout(() => {
        this.#tellEnd(new Error('The client stopped without being asked to.'));
      }, crashFollowsWithinMs).unref();
    });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 1,
      eachBatch: (payload) => reader.read(payload),
    });
    this.#watch.start();
  }

  #tellEnd(error: unknown): void {
    if (this.#isStopping || this.#hasEnded) return;
    this.#hasEnded = true;
    this.#hearing.options.onFatal(this.#hearing.subscriber.group, error);
  }
}
