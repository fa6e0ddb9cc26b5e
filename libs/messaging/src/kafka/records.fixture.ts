import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Delivery } from '../message.js';
import { eventually, Listener, noteStream, Owners } from '../testing/index.js';
import { onBroker, type OnBroker } from './kafka.fixture.js';
import { ensureTopics, kafkaClient, type KafkaBusSubscription } from './index.js';
import { recordOf } from './wire.js';

/** What a bus does with records that are not as they should be, with handlers that hang, and with others of its group. */
export const withOddRecordsAndHandlers = (broker: string): void => {
  describe('a consumer on a broker', () => {
    let owners: Owners;
    let on: OnBroker;
    let listener: Listener;
    const open = new Set<KafkaBusSubscription>();
    const listening = (more: Parameters<OnBroker['open']>[0] = {}): KafkaBusSubscription => {
      const subscription = on.open(more).subscribe(listener.subscriber);
      open.add(subscription);
      return subscription;
    };
    beforeEach(async () => {
      owners = new Owners();
      on = await onBroker(broker, owners);
      listener = new Listener('one', ['alpha']);
    }, 60_000);
    afterEach(async () => {
      await Promise.all([...open].map((subscription) => subscription.stop()));
      open.clear();
      await on.close();
    }, 60_000);

    it('parks what cannot be read, whatever is wrong with it, and goes on', async () => {
      const whys: string[] = [];
      listener.meanwhile = (delivery) => {
        if ('unreadable' in delivery) whys.push(`${delivery.unreadable.stream.slice(0, 13)} ${delivery.unreadable.why}`);
        return Promise.resolve();
      };
      const subscription = listening();
      await owners.say('alpha', 1, 'a');
      await subscription.caughtUp();
      const good = (await owners.histories.get('alpha')!.since(0, 10)).deliveries[0]! as Extract<Delivery, { message: unknown }>;
      const { key, value, headers } = recordOf({ message: { ...good.message, position: 100 } }, 0);
      const producer = kafkaClient({ brokers: [broker], clientId: 'stranger' }).producer({ allowAutoTopicCreation: false });
      await producer.connect();
      await producer.send({
        topic: on.topic('alpha'),
        messages: [
          { key: 'k', value: 'hello' },
          { key: 'k', value, headers },
          { key, value: '{', headers },
          { key, value, headers: { ...headers, ce_type: 'alpha.of-tomorrow.v1' } },
        ].map((message) => ({ ...message, partition: 0 })),
      });
      await producer.disconnect();
      await eventually(() => whys.length === 4);
      expect(whys).toEqual([
        'alpha.unknown the header ce_id is missing',
        'alpha.note-00 its key is not that of its patient or stream',
        'alpha.note-00 its content is no JSON',
        'alpha.note-00 the contract alpha.of-tomorrow.v1 is not known to this release',
      ]);
      await owners.say('alpha', 2, 'b');
      await subscription.caughtUp();
      expect(listener.of('alpha', 2)).toEqual(['b']);
      expect(subscription.metrics()).toMatchObject({ unreadable: 4, lag: { [on.topic('alpha')]: 0 } });
    }, 60_000);

    it('is told of what is too large, and of nothing else of it', async () => {
      await on.relays.get('alpha')!.stop();
      on.relays.set('alpha', on.relay('alpha', { limits: { largest: 3000 } }));
      await owners.say('alpha', 1, 'a', 'x'.repeat(5000), 'b');
      const whys: string[] = [];
      listener.meanwhile = (delivery) => {
        if ('unreadable' in delivery) whys.push(delivery.unreadable.why);
        return Promise.resolve();
      };
      // Its place is given, so that nobody asks the owner.
      for (let partition = 0; partition < 12; partition += 1)
        await on.places('one').write({ topic: on.topic('alpha'), partition, offset: '0', through: 0 });
      await listening().caughtUp();
      expect(sortedUnique(listener.of('alpha', 1))).toEqual(['a', 'b', 'cannot be read']);
      expect(whys).toEqual([expect.stringMatching(/^it is 5\d{3} bytes, and a record may have 1976$/)]);
    }, 60_000);

    it('whose handler hangs is said to be stalled, and stays in its group', async () => {
      let release: () => void = () => undefined;
      const subscription = listening({
        timing: { lookEveryMs: 50, stalledAfterMs: 7000, heartbeatEveryMs: 500, sessionMs: 6000, ownerPauseMs: 50 },
      });
      await subscription.caughtUp();
      listener.meanwhile = () =>
        new Promise((resolve) => {
          release = resolve;
        });
      await owners.say('alpha', 1, 'a');
      await eventually(() => on.stalled.length > 0);
      expect([on.stalled, subscription.metrics().oldestUnreadMs >= 7000]).toEqual([['one 1'], true]);
      const { groups } = await on.admin.describeGroups([`${on.prefix}.one`]);
      expect(groups[0]).toMatchObject({ state: 'Stable', members: [expect.anything()] });
      release();
      await subscription.caughtUp();
      expect([listener.heard, on.fatal]).toEqual([['alpha 1 a'], []]);
    }, 60_000);

    it('shares with another of its group, who joins while it is busy, and no stream gets out of order', async () => {
      const first = listening();
      await first.caughtUp();
      listener.meanwhile = () =>
        new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
      const many = 24;
      for (const round of ['a', 'b', 'c']) for (let n = 0; n < many; n += 1) await owners.say('alpha', n, round);
      await eventually(() => listener.heard.length > 3);
      const second = listening();
      await Promise.all([first.caughtUp(), second.caughtUp()]);
      for (let n = 0; n < many; n += 1) expect(sortedUnique(listener.of('alpha', n))).toEqual(['a', 'b', 'c']);
      for (let n = 0; n < many; n += 1) expect(isInOrder(listener.of('alpha', n))).toBe(true);
      const { groups } = await on.admin.describeGroups([`${on.prefix}.one`]);
      expect(groups[0]?.members.length).toBe(2);
      for (let n = 0; n < many; n += 1) await owners.say('alpha', n, 'd');
      await Promise.all([first.caughtUp(), second.caughtUp()]);
      // How far another has come is known once he has written it down.
      for (const one of [first, second])
        await eventually(async () => {
          const { at, of } = await one.progress();
          return of === at;
        });
    }, 60_000);

    it('refuses a topic that is not as planned, and alters nothing of it', async () => {
      const topic = `${on.prefix}.gamma.facts`;
      const configEntries = [{ name: 'retention.ms', value: '604800000' }];
      await on.admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 3, replicationFactor: 1, configEntries }] });
      const refused = ensureTopics(on.admin, { services: ['alpha', 'gamma'], prefix: on.prefix, brokers: 'one' });
      await expect(refused).rejects.toThrow(`The topic ${topic} has partitions 3, and 12 is expected.`);
      await expect(refused).rejects.toThrow('has retention.ms 604800000, and 2592000000 is expected.');
      const { topics } = await on.admin.fetchTopicMetadata({ topics: [topic] });
      expect(topics[0]?.partitions.length).toBe(3);
      await on.admin.deleteTopics({ topics: [topic] });
    }, 60_000);

    it('is keyed so that a stream without a patient has a place too', () => {
      expect(recordOf({ unreadable: { stream: noteStream('alpha', 1), position: 1, trust: '', time: '', why: '' } }, 0).key).toBe(
        noteStream('alpha', 1),
      );
    });
  });
};

const sortedUnique = (all: readonly string[]): readonly string[] => [...new Set(all)].sort();
/** Whether what came first of each is in order: a repeat may come later, nothing new before what was before it. */
const isInOrder = (all: readonly string[]): boolean => [...new Set(all)].join() === sortedUnique(all).join();
