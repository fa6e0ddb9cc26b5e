import kafkajs, { type Kafka, type Message as KafkaMessage, type Producer, type RecordMetadata } from 'kafkajs';
import type { Delivery } from '../message.js';
import { partitionOf } from './partition-of.js';
import { largestBatch } from './topics.js';
import { recordOf, sizeOf, tooLarge, type RecordToSend } from './wire.js';

/** Bytes for what a batch has besides its records. */
const frameOfBatch = 1024;
const atOnce = 2000;

/** A delivery and the position of the newest event that is published once it is. */
export interface ToPublish {
  readonly delivery: Delivery;
  readonly position: number;
}

/** Records that go out together; all of them say through which position those before them were acknowledged. */
export interface Batch {
  readonly messages: readonly (KafkaMessage & { readonly partition: number })[];
  readonly deliveries: readonly Delivery[];
  readonly through: number;
}

export interface Limits {
  /** Bytes of the largest batch a broker takes. */
  readonly largest: number;
}
export const usualLimits: Limits = { largest: largestBatch };

const fitting = (delivery: Delivery, settled: number, limit: number): { readonly record: RecordToSend; readonly size: number } => {
  const record = recordOf(delivery, settled);
  const size = sizeOf(record);
  if (size <= limit) return { record, size };
  const instead = recordOf(tooLarge(delivery, { size, limit }), settled);
  return { record: instead, size: sizeOf(instead) };
};

/** Cuts deliveries into batches that a broker takes, in order. What is too large for any is replaced by a word that it is. */
export const batchesOf = (all: readonly ToPublish[], settledBefore: number, { largest }: Limits = usualLimits): readonly Batch[] => {
  const limit = largest - frameOfBatch;
  const batches: Batch[] = [];
  let messages: (KafkaMessage & { readonly partition: number })[] = [];
  let deliveries: Delivery[] = [];
  let [bytes, settled, through] = [0, settledBefore, settledBefore];
  for (const { delivery, position } of all) {
    let { record, size } = fitting(delivery, settled, limit);
    if (messages.length === atOnce || bytes + size > limit) {
      batches.push({ messages, deliveries, through });
      [messages, deliveries, bytes, settled] = [[], [], 0, through];
      ({ record, size } = fitting(delivery, settled, limit));
    }
    messages.push({ ...record, partition: partitionOf(record.key) });
    deliveries.push(delivery);
    bytes += size;
    through = position;
  }
  return messages.length === 0 ? batches : [...batches, { messages, deliveries, through }];
};

/** A producer that gives up after a while, so that whoever uses it begins anew. */
export const producerOn = (kafka: Kafka): Producer =>
  kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });

// When the leader of a partition moves while a request to another broker is under way, the client forgets that partition's records.
const unacknowledged = (batch: Batch, answers: readonly RecordMetadata[]): readonly number[] => {
  const acknowledged = new Set(answers.filter(({ errorCode }) => errorCode === 0).map(({ partition }) => partition));
  return [...new Set(batch.messages.map(({ partition }) => partition))].filter((partition) => !acknowledged.has(partition));
};

/** Publishes one batch. Rejects unless every partition of it has been acknowledged by all copies in step. */
export const publish = async (producer: Producer, topic: string, batch: Batch): Promise<void> => {
  const answers = await producer.send({ topic, acks: -1, messages: [...batch.messages] });
  const left = unacknowledged(batch, answers);
  if (left.length > 0) throw new Error(`Partitions ${left.join(', ')} of ${topic} were not acknowledged.`);
};
