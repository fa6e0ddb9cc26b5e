import { describe, expect, it } from '@jest/globals';
import type { Producer, RecordMetadata } from 'kafkajs';
import { batchesOf, publish, type ToPublish } from './publishing.js';

const note = (position: number, text = 'a'): ToPublish => {
  const subject = `alpha.note-00000000-0000-4000-8000-${String(position).padStart(12, '0')}`;
  return {
    position,
    delivery: {
      message: {
        type: 'alpha.noted.v1',
        id: String(position),
        source: 'alpha',
        subject,
        time: '2026-03-04T09:00:00.000Z',
        trust: 'ZT001',
        published: 1,
        position,
        actor: 'operator:test',
        role: 'operator',
        correlationId: 'c',
        data: { text },
      },
    },
  };
};
const told = (batches: ReturnType<typeof batchesOf>) =>
  batches.map(({ messages, through }) => ({
    positions: messages.map(({ headers }) => Number(headers?.['ce_position'])),
    settled: [...new Set(messages.map(({ headers }) => Number(headers?.['ce_settled'])))],
    through,
  }));

describe('batches', () => {
  it('hold what a broker takes, in order, and say what was acknowledged before them', () => {
    const notes = [3, 5, 8, 9].map((position) => note(position, 'x'.repeat(1000)));
    expect(told(batchesOf(notes, 2, { largest: 4500 }))).toEqual([
      { positions: [3, 5], settled: [2], through: 5 },
      { positions: [8, 9], settled: [5], through: 9 },
    ]);
    expect(batchesOf([], 2)).toEqual([]);
  });
  it('hold no more than two thousand records', () => {
    const batches = batchesOf(
      Array.from({ length: 4100 }, (_, n) => note(n + 1)),
      0,
      { largest: 10_000_000 },
    );
    expect(batches.map(({ messages }) => messages.length)).toEqual([2000, 2000, 100]);
  });
  it('hold a word instead of what is too large for any', () => {
    const [batch] = batchesOf([note(1), note(2, 'x'.repeat(3000)), note(3)], 0, { largest: 3000 });
    expect(batch?.messages.map(({ headers }) => String(headers?.['ce_type']))).toEqual(['alpha.noted.v1', 'unreadable', 'alpha.noted.v1']);
  });
  it('say which deliveries are in them, for whoever is told once a broker has them', () => {
    const all = Array.from({ length: 10 }, (_, n) => note(n + 1, 'x'.repeat(1000)));
    const batches = batchesOf(all, 0, { largest: 6000 });
    expect(batches.length).toBeGreaterThan(1);
    expect(batches.flatMap(({ deliveries }) => deliveries)).toEqual(all.map(({ delivery }) => delivery));
    expect(batches.map(({ messages }) => messages.length)).toEqual(batches.map(({ deliveries }) => deliveries.length));
  });
});

describe('a batch that is sent', () => {
  const [batch] = batchesOf(
    Array.from({ length: 50 }, (_, n) => note(n + 1)),
    0,
  );
  const partitions = [...new Set(batch!.messages.map(({ partition }) => partition))];
  const answering = (answers: readonly Partial<RecordMetadata>[]) => ({ send: () => Promise.resolve(answers) }) as unknown as Producer;
  const acknowledged = partitions.map((partition) => ({ partition, errorCode: 0 }));

  it('is published once every partition of it has been acknowledged', async () => {
    await publish(answering(acknowledged), 't', batch!);
  });
  it('is not where the client forgot one, or one was refused', async () => {
    const last = String(partitions.at(-1));
    await expect(publish(answering(acknowledged.slice(0, -1)), 't', batch!)).rejects.toThrow(
      `Partitions ${last} of t were not acknowledged.`,
    );
    const refused = acknowledged.map((answer, n) => (n === 0 ? { ...answer, errorCode: 6 } : answer));
    await expect(publish(answering(refused), 't', batch!)).rejects.toThrow(`Partitions ${String(partitions[0])} of t`);
  });
});
