import type { NewId } from '@rms/event-sourcing';
import type { Admin, Consumer, Kafka } from 'kafkajs';

const withinMs = 30_000;

interface End {
  readonly partition: number;
  readonly high: number;
  readonly low: number;
}

const positionIn = (header: unknown): number => Number(Buffer.isBuffer(header) ? header.toString() : NaN);

/** The position in the last record of each of these partitions, once all have been read. */
const lastPositions = (consumer: Consumer, topic: string, ends: readonly End[]): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    const found = new Map<number, number>();
    const late = setTimeout(() => {
      reject(new Error(`The last records of ${topic} could not be read in ${String(withinMs)} ms.`));
    }, withinMs);
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const { partition, high } of ends) consumer.seek({ topic, partition, offset: String(high - 1) });
    });
    const run = consumer.run({
      autoCommit: false,
      eachBatch: ({ batch }) => {
        found.set(batch.partition, positionIn(batch.messages.at(-1)?.headers?.['ce_position']));
        if (found.size < ends.length) return Promise.resolve();
        clearTimeout(late);
        resolve([...found.values()]);
        return Promise.resolve();
      },
    });
    run.catch(reject);
  });

const readLast = async (kafka: Kafka, asked: { topic: string; groupId: string; ends: readonly End[] }): Promise<readonly number[]> => {
  const consumer = kafka.consumer({ groupId: asked.groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [asked.topic], fromBeginning: true });
    return await lastPositions(consumer, asked.topic, asked.ends);
  } finally {
    await consumer.disconnect();
  }
};

const endsOf = async (admin: Admin, topic: string): Promise<readonly End[]> =>
  (await admin.fetchTopicOffsets(topic)).map(({ partition, high, low }) => ({ partition, high: Number(high), low: Number(low) }));

/**
 * The position of the newest fact that a topic holds: 0 where it never held one, `undefined` where it holds none any more or none
 * says, so that nothing follows from it.
 */
export const newestHeld = async (kafka: Kafka, topic: string, newId: NewId): Promise<number | undefined> => {
  const admin = kafka.admin();
  // A group of its own: another relay that looks at the same time would be given half of the partitions.
  const groupId = `${topic}.newest-${newId()}`;
  try {
    await admin.connect();
    const ends = await endsOf(admin, topic);
    const holding = ends.filter(({ high, low }) => high > low);
    if (holding.length === 0) return ends.every(({ high }) => high === 0) ? 0 : undefined;
    const positions = (await readLast(kafka, { topic, groupId, ends: holding })).filter(Number.isSafeInteger);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    return positions.length === 0 ? undefined : Math.max(...positions);
  } finally {
    await admin.disconnect();
  }
};
