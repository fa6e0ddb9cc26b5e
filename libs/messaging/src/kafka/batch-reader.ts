import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { Part } from './assignment.js';
import type { Beginnings } from './beginnings.js';
import { writeDown, type Hearing } from './hearing.js';
import { readRecord, type Read } from './read-record.js';
import type { Settling } from './settling.js';
import { ownerOf } from './topics.js';
import { judge } from './where-to-begin.js';

/** A batch may be taken in without ever waiting: then timers, and so heartbeats, have no turn unless they are given one. */
const turnEveryMs = 50;

/** Takes in the records of a batch, in order. Nothing of a batch counts as read that has not been dealt with. */
export class BatchReader {
  readonly #hearing: Hearing;
  readonly #beginnings: Beginnings;
  readonly #settling: Settling;
  #turnAt = 0;

  constructor(hearing: Hearing, beginnings: Beginnings, settling: Settling) {
    this.#hearing = hearing;
    this.#beginnings = beginnings;
    this.#settling = settling;
  }

  async read(payload: EachBatchPayload): Promise<void> {
    const { assignment, timing, isStopping, onMoved } = this.#hearing;
    const part = assignment.part(payload.batch.topic, payload.batch.partition);
    if (part?.status !== 'reading') return;
    const { generation } = assignment;
    let isOurs = true;
    // A handler may take longer than a session lasts. That the partitions are to be shared out anew is heard here too.
    const beating = setInterval(() => {
      payload.heartbeat().catch(() => {
        isOurs = false;
      });
    }, timing.heartbeatEveryMs);
    const isWanted = (): boolean => isOurs && generation === assignment.generation && !isStopping() && payload.isRunning();
    try {
      await this.#readAll(payload, part, isWanted);
    } finally {
      clearInterval(beating);
    }
    if (generation === assignment.generation) this.#settling.settle(part);
    onMoved();
  }

  async #readAll(payload: EachBatchPayload, part: Part, isWanted: () => boolean): Promise<void> {
    for (const message of payload.batch.messages) {
      if (!isWanted() || payload.isStale() || !(await this.#readOne(part, message, isWanted))) return;
      payload.resolveOffset(message.offset);
      if (this.#isDue(part)) await this.#pauseBetween(part);
    }
  }

  async #readOne(part: Part, message: KafkaMessage, isWanted: () => boolean): Promise<boolean> {
    const read = this.#understood(part, message);
    const offset = Number(message.offset);
    const verdict = judge(part, { offset, position: read.position });
    if (verdict === 'take' || verdict === 'pass') return this.#dealWith({ part, message, read }, verdict, isWanted);
    this.#beginnings.doubted([{ part, doubt: verdict }]);
    return false;
  }

  #understood({ topic, partition }: Part, message: KafkaMessage): Read {
    const from = { service: ownerOf(topic) ?? '', place: () => `${topic}/${String(partition)}/${message.offset}` };
    return readRecord(message, from, this.#hearing.options.taste);
  }

  async #dealWith(
    { part, message, read }: { readonly part: Part; readonly message: KafkaMessage; readonly read: Read },
    verdict: 'take' | 'pass',
    isWanted: () => boolean,
  ): Promise<boolean> {
    const { bringing, assignment, counts } = this.#hearing;
    if (verdict === 'take') {
      part.inHandSince = Number(message.timestamp);
      if (!(await bringing.bring(read.delivery, isWanted))) return false;
      if ('unreadable' in read.delivery) counts.unreadable += 1;
    } else if (!part.looksBack) counts.duplicates += 1;
    part.after(Number(message.offset), read.position);
    assignment.settle(part.topic, read.settled);
    return true;
  }

  #isDue(part: Part): boolean {
    const now = this.#hearing.options.clock.now();
    return now - part.writtenAt >= this.#hearing.timing.placeEveryMs || now - this.#turnAt >= turnEveryMs;
  }

  async #pauseBetween(part: Part): Promise<void> {
    const { options, timing } = this.#hearing;
    if (options.clock.now() - part.writtenAt >= timing.placeEveryMs) await writeDown(this.#hearing, part);
    await nextTurn();
    this.#turnAt = options.clock.now();
  }
}
