import { describe, expect, it } from '@jest/globals';
import { ReplyQueue, type PendingReply } from './reply-queue.js';

const answer = (pending: PendingReply, reply?: string): void => {
  pending.state = 'answered';
  pending.reply = reply === undefined ? undefined : Buffer.from(reply);
};
const taken = (queue: ReplyQueue): readonly string[] => queue.takeReady().map((reply) => Buffer.from(reply).toString());

describe('replies', () => {
  it('leave in the order of their frames, whatever is ready first', () => {
    const queue = new ReplyQueue();
    const [first, second, third] = [queue.expect(10), queue.expect(20), queue.expect(30)];
    answer(third, '3');
    answer(second, '2');
    expect(taken(queue)).toEqual([]);
    expect([queue.frames, queue.bytes]).toEqual([3, 60]);
    answer(first, '1');
    expect(taken(queue)).toEqual(['1', '2', '3']);
    expect([queue.frames, queue.bytes]).toEqual([0, 0]);
  });

  it('are not held up by a frame that wants none', () => {
    const queue = new ReplyQueue();
    const [first, second] = [queue.expect(1), queue.expect(1)];
    answer(first);
    answer(second, '2');
    expect(taken(queue)).toEqual(['2']);
  });

  it('stop at a frame that failed', () => {
    const queue = new ReplyQueue();
    const [first, second, third] = [queue.expect(1), queue.expect(1), queue.expect(1)];
    second.state = 'failed';
    answer(third, '3');
    expect([taken(queue), queue.hasFailed]).toEqual([[], false]);
    answer(first, '1');
    expect([taken(queue), queue.hasFailed, taken(queue)]).toEqual([['1'], true, []]);
  });
});
