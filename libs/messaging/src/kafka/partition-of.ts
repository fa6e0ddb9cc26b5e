import kafkajs from 'kafkajs';
import { partitionsOfATopic } from './topics.js';

const choose = kafkajs.Partitioners.DefaultPartitioner();
const all = Array.from({ length: partitionsOfATopic }, (_, partitionId) => ({
  partitionId,
  leader: 0,
  partitionErrorCode: 0,
  replicas: [],
  isr: [],
}));

/** The partition of a key, as every Kafka client chooses it. */
export const partitionOf = (key: string): number =>
  choose({ topic: '', partitionMetadata: all, message: { key: Buffer.from(key), value: null } });
