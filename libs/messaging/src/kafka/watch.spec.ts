import { afterEach, describe, expect, it } from '@jest/globals';
import type { Consumer } from 'kafkajs';
import { eventually, Listener, MemoryPlaces } from '../testing/index.js';
import { Assignment } from './assignment.js';
import { Beginnings } from './beginnings.js';
import { Bringing } from './bringing.js';
import { BrokerEnds } from './broker-ends.js';
import { usualTiming, type Hearing } from './hearing.js';
import { Watch } from './watch.js';

const topic = 't.alpha.facts';
const unused = (): never => {
  throw new Error('not used');
};

describe('the watch over a consumer', () => {
  let watch: Watch | undefined;
  afterEach(() => watch?.stop());

  const watched = () => {
    const told: string[] = [];
    const client = {
      pause: () => told.push('paused'),
      seek: ({ offset }: { readonly offset: string }) => told.push(`sought ${offset}`),
      resume: () => told.push('resumed'),
    } as unknown as Consumer;
    const nothingMore = { service: 'alpha', ofStream: unused, since: () => Promise.resolve({ deliveries: [], through: 77, atEnd: true }) };
    const clock = { at: 0 };
    const ends = { low: 0, high: 9 };
    const assignment = new Assignment([topic]);
    const hearing: Hearing = {
      options: {
        kafka: { brokers: [], clientId: '' },
        histories: new Map([['alpha', nothingMore]]),
        places: unused,
        taste: { knows: unused, problemWith: unused },
        clock: { now: () => clock.at },
        onFailure: (_, error) => told.push(String(error)),
        onIncident: ({ kind, expected }) => told.push(`${kind} at ${String(expected)}`),
        onStalled: ({ partitions }) => told.push(`stalled: ${String(partitions.length)}`),
        onFatal: unused,
      },
      timing: { ...usualTiming, lookEveryMs: 5 },
      subscriber: new Listener('one', ['alpha']).subscriber,
      topics: [topic],
      consumer: client,
      places: new MemoryPlaces(),
      ends: new BrokerEnds(
        { fetchTopicOffsets: () => Promise.resolve([{ partition: 0, offset: '', low: String(ends.low), high: String(ends.high) }]) },
        [topic],
      ),
      bringing: new Bringing(unused, unused),
      assignment,
      counts: { duplicates: 0, incidents: 0, unreadable: 0 },
      isStopping: () => false,
      onMoved: () => undefined,
    };
    watch = new Watch(hearing, new Beginnings(hearing));
    return { told, clock, ends, assignment, watch, hearing };
  };

  it('says so once when the client no longer fetches what is there, and no sooner than after a minute', async () => {
    const { told, clock, assignment, watch } = watched();
    assignment.renew({ [topic]: [0] });
    assignment.part(topic, 0)?.beginAt(4, 40, false);
    watch.start();
    await eventually(() => watch.standing.length === 1);
    clock.at = 59_999;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(told).toEqual([]);
    clock.at = 60_000;
    await eventually(() => told.length === 1);
    clock.at = 120_000;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(told).toEqual(['stalled: 1']);
  });

  it('says so when the client never joined its group', async () => {
    const { told, clock, watch } = watched();
    watch.start();
    clock.at = 60_000;
    await eventually(() => told.length === 1);
    expect(told).toEqual(['stalled: 0']);
  });

  it.each([
    ['less in a partition than was read', 20, 'beyond-the-end at 20'],
    ['nothing left of what was not read', 3, 'before-the-beginning at 3'],
  ])('asks the owner where it finds %s, though the client has not noticed', async (_, next, incident) => {
    const { told, ends, assignment, watch } = watched();
    ends.low = 5;
    assignment.renew({ [topic]: [0] });
    const part = assignment.part(topic, 0)!;
    part.beginAt(next, 40, false);
    watch.start();
    await eventually(() => part.through === 77 && part.status === 'reading');
    expect(told).toEqual(['paused', incident, 'sought 5', 'resumed']);
  });

  it('takes a partition at its end for as far as all of its topic had come, and writes that down now and then', async () => {
    const { clock, assignment, watch, hearing } = watched();
    assignment.renew({ [topic]: [0] });
    const part = assignment.part(topic, 0)!;
    part.beginAt(4, 40, false);
    assignment.settle(topic, 70);
    watch.start();
    await eventually(() => watch.standing.length === 1);
    expect(part.through).toBe(40);
    part.after(8, 50);
    await eventually(() => part.through === 70);
    clock.at = 30_000;
    await eventually(async () => (await hearing.places.read([topic])).some(({ through, offset }) => through === 70 && offset === '9'));
  });
});
