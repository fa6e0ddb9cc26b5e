import { describe, expect, it } from '@jest/globals';
import { ChainCheck, emptyHead, headAfter, sha256, stampBytes, type StoredEvent, type Unpublished } from './index.js';

const stream = 'intake.messages';
const stamping = {
  stream,
  now: '2026-03-04T09:00:00.000Z',
  context: {
    commandId: 'c0000000-0000-4000-8000-000000000001',
    actor: { kind: 'feed', id: 'lab', role: 'feed' },
    trust: 'ZT001',
    correlationId: 'c',
  },
} as const;
const bytes = (...values: readonly number[]): Unpublished => ({
  type: 'MessageArrived',
  schema: 1,
  data: Uint8Array.from(values),
  occurredAt: '2026-03-04T08:59:59.000Z',
  about: { feed: 'lab', type: 'Forged' },
});

describe('bytes that are stored as they are', () => {
  it('have an envelope whose chain holds, with names of their own, none of which takes the place of another', () => {
    const first = stampBytes([bytes(0xff, 0), bytes(1)], { ...stamping, head: emptyHead });
    const head = headAfter(emptyHead, first);
    const second = stampBytes([bytes()], { ...stamping, head, context: { ...stamping.context, commandId: `${'c'.repeat(35)}2` } });
    const check = new ChainCheck();
    const stored = [...first, ...second].map((event, n): StoredEvent => ({ ...event, stream, revision: n, position: n + 1, storedAt: '' }));
    expect(stored.flatMap((event) => check.check(event))).toEqual([]);
    expect(first[0]?.metadata).toMatchObject({ feed: 'lab', type: 'MessageArrived', dataSha256: sha256(Uint8Array.from([0xff, 0])) });
    expect(stored.map(({ metadata }) => [metadata['published'], metadata['occurredAt']])).toEqual(
      Array.from({ length: 3 }, () => [undefined, '2026-03-04T08:59:59.000Z']),
    );
    expect(new Set(stored.map(({ id }) => id)).size).toBe(3);
  });
});
