import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Place } from '../places.js';
import { Assignment } from './assignment.js';
import { usualTiming, type Hearing } from './hearing.js';
import { Settling } from './settling.js';

const topic = 'rms.alpha';
const hearingForTest = () => {
  const written: Place[] = [];
  const committed: (readonly { readonly offset: string }[])[] = [];
  const failures: unknown[] = [];
  const state = { isStopping: false };
  const assignment = new Assignment([topic]);
  assignment.renew({ [topic]: [0, 1] });
  for (const part of assignment.parts) part.beginAt(0, 0, false);
  const places = {
    read: () => Promise.resolve([]),
    write: (place: Place): Promise<void> => Promise.resolve(void written.push(place)),
  };
  const consumer = { commitOffsets: (offsets: readonly { readonly offset: string }[]) => Promise.resolve(void committed.push(offsets)) };
  const hearing = {
    assignment,
    timing: usualTiming,
    places,
    consumer,
    options: { clock: { now: () => 0 }, onFailure: (_: string, error: unknown) => void failures.push(error) },
    subscriber: { group: 'beta' },
    isStopping: () => state.isStopping,
  } as unknown as Hearing;
  const dealWith = (partition: number, offset: number): void => {
    const part = assignment.part(topic, partition);
    if (part === undefined) throw new Error('Not ours.');
    part.after(offset, offset);
    settling.settle(part);
  };
  const settling = new Settling(hearing);
  return { state, assignment, places, consumer, written, committed, failures, settling, dealWith };
};

describe('how far partitions have been dealt with', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is written down once for many batches, and told to the broker of all of them together', async () => {
    const { written, committed, dealWith } = hearingForTest();
    for (let offset = 0; offset < 5; offset += 1) dealWith(0, offset);
    dealWith(1, 7);
    expect(written).toEqual([]);
    await jest.advanceTimersByTimeAsync(usualTiming.placeEveryMs);
    expect(written.map(({ partition, offset }) => [partition, offset])).toEqual([
      [0, '5'],
      [1, '8'],
    ]);
    expect(committed.map((offsets) => offsets.map(({ offset }) => offset))).toEqual([['5', '8']]);
  });

  it('is written down at once where it is to be left, and not again', async () => {
    const { written, settling, dealWith } = hearingForTest();
    dealWith(0, 3);
    await settling.now();
    await jest.advanceTimersByTimeAsync(2 * usualTiming.placeEveryMs);
    expect(written).toHaveLength(1);
  });

  it('is not said of a partition that was given to another meanwhile', async () => {
    const { assignment, written, committed, settling, dealWith } = hearingForTest();
    dealWith(0, 3);
    assignment.renew({ [topic]: [1] });
    await settling.now();
    expect([written, committed]).toEqual([[], []]);
  });

  it('is told to no broker before it is written down', async () => {
    const { places, committed, failures, settling, dealWith } = hearingForTest();
    places.write = () => Promise.reject(new Error('The read model is away.'));
    dealWith(0, 3);
    await settling.now();
    expect([committed, failures.length]).toEqual([[], 1]);
  });

  it('is left to whoever stops', async () => {
    const { state, written, committed, dealWith } = hearingForTest();
    state.isStopping = true;
    dealWith(0, 3);
    await jest.advanceTimersByTimeAsync(2 * usualTiming.placeEveryMs);
    expect([written, committed]).toEqual([[], []]);
  });

  it('stands where the broker takes no offset: the failure is told, and the next is written', async () => {
    const { consumer, written, failures, settling, dealWith } = hearingForTest();
    consumer.commitOffsets = () => Promise.reject(new Error('The coordinator is away.'));
    dealWith(0, 3);
    await settling.now();
    dealWith(0, 4);
    await settling.now();
    expect(written.map(({ offset }) => offset)).toEqual(['4', '5']);
    expect(failures).toHaveLength(2);
  });
});
