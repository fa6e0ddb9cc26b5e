import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import type { BusSubscription } from '../bus.js';
import { eventually, Listener, Owners } from '../testing/index.js';
import { onBroker, type OnBroker } from './kafka.fixture.js';
import { ensureTopics, partitionsOfATopic, type KafkaBusOptions } from './index.js';

const many = 30;
const sorted = (heard: readonly string[]): readonly string[] => [...heard].sort();
const notes = (round: string, service = 'alpha'): readonly string[] =>
  sorted(Array.from({ length: many }, (_, n) => `${service} ${String(n)} ${round}`));

/** What a bus does where Kafka does not bring what is outstanding, on a broker. */
export const whereKafkaCannotBeReliedOn = (broker: string): void => {
  describe('a consumer that Kafka would leave without what is outstanding', () => {
    let owners: Owners;
    let on: OnBroker;
    let listener: Listener;
    const open = new Set<BusSubscription>();
    const say = async (round: string, service: 'alpha' | 'beta' = 'alpha'): Promise<void> => {
      for (let n = 0; n < many; n += 1) await owners.say(service, n, round);
    };
    const listening = (more: Partial<KafkaBusOptions> = {}) => {
      const subscription = on.open(more).subscribe(listener.subscriber);
      open.add(subscription);
      return subscription;
    };
    const stop = async (subscription: BusSubscription): Promise<void> => {
      open.delete(subscription);
      await subscription.stop();
    };
    /** Has heard the first round, and is stopped; the incidents and repeats of that are forgotten. */
    const heardOnce = async (): Promise<void> => {
      await say('a');
      const subscription = listening();
      await subscription.caughtUp();
      await stop(subscription);
      expect(sorted(listener.heard)).toEqual(notes('a'));
      listener.heard.length = 0;
      on.incidents.length = 0;
    };
    const relayed = () => on.relays.get('alpha')!.caughtUp();
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

    it('because its place is beyond the end, has it from the owner', async () => {
      await heardOnce();
      await say('b');
      await relayed();
      for (const place of await on.places('one').read([on.topic('alpha')])) await on.places('one').write({ ...place, offset: '999' });
      await listening().caughtUp();
      expect(sorted(listener.heard)).toEqual(notes('b'));
      expect(on.incidents.length).toBe(partitionsOfATopic);
      expect(on.incidents[0]).toMatch(/^beyond-the-end alpha\.facts \d+ at 999$/);
    }, 60_000);

    it('because retention took it, has it from the owner', async () => {
      await heardOnce();
      await say('b');
      await relayed();
      const ends = await on.admin.fetchTopicOffsets(on.topic('alpha'));
      await on.admin.deleteTopicRecords({
        topic: on.topic('alpha'),
        partitions: ends.map(({ partition, high }) => ({ partition, offset: high })),
      });
      const subscription = listening();
      await subscription.caughtUp();
      expect(sorted(listener.heard)).toEqual(notes('b'));
      expect(on.incidents[0]).toContain('before-the-beginning');
      await say('c');
      await subscription.caughtUp();
      expect(sorted(listener.heard)).toEqual(sorted([...notes('b'), ...notes('c')]));
    }, 60_000);

    const madeAnew = async (): Promise<void> => {
      await on.relays.get('alpha')!.stop();
      await on.admin.deleteTopics({ topics: [on.topic('alpha')] });
      await eventually(async () => !(await on.admin.listTopics()).includes(on.topic('alpha')));
      await ensureTopics(on.admin, { services: ['alpha'], prefix: on.prefix, brokers: 'one' });
      on.relays.set('alpha', on.relay('alpha'));
    };

    it('because the topic was made anew meanwhile, has it, whatever the relay published again', async () => {
      await heardOnce();
      await say('b');
      await relayed();
      await madeAnew();
      await say('c');
      await listening().caughtUp();
      expect(sorted(listener.heard)).toEqual(sorted([...notes('b'), ...notes('c')]));
      expect(on.incidents).toContain(`alpha holds 0 of ${String(2 * many)}`);
    }, 60_000);

    it('because the topic is made anew while it listens, has it', async () => {
      await heardOnce();
      const subscription = listening();
      await subscription.caughtUp();
      await madeAnew();
      await say('b');
      await subscription.caughtUp();
      await say('c');
      await eventually(() => listener.heard.length >= 2 * many, 40_000);
      expect(sorted([...new Set(listener.heard)])).toEqual(sorted([...notes('b'), ...notes('c')]));
      expect(on.fatal).toEqual([]);
    }, 90_000);

    it('because its places were lost with its read model, has everything again, whatever Kafka remembers', async () => {
      await heardOnce();
      for (const place of await on.places('one').read([on.topic('alpha')]))
        await on.places('one').write({ ...place, offset: '-1', through: 0 });
      await listening().caughtUp();
      expect(sorted(listener.heard)).toEqual(notes('a'));
    }, 60_000);

    it('waits for an owner who is away, and hears others meanwhile', async () => {
      listener = new Listener('one', ['alpha', 'beta']);
      await say('a');
      await say('a', 'beta');
      let isAway = true;
      const alpha = owners.histories.get('alpha')!;
      const away = {
        ...alpha,
        since: (position: number, limit: number) => (isAway ? Promise.reject(new StoreUnavailable('away')) : alpha.since(position, limit)),
      };
      const subscription = listening({
        histories: new Map([...owners.histories, ['alpha', away]]),
        timing: { lookEveryMs: 50, stalledAfterMs: 300, ownerPauseMs: 50 },
      });
      await eventually(() => listener.heard.length === many);
      await new Promise((resolve) => {
        setTimeout(resolve, 600);
      });
      const { at, of } = await subscription.progress();
      expect([sorted(listener.heard), of - at > 0, on.stalled]).toEqual([notes('a', 'beta'), true, []]);
      isAway = false;
      await subscription.caughtUp();
      expect(sorted(listener.heard)).toEqual(sorted([...notes('a'), ...notes('a', 'beta')]));
    }, 60_000);

    it('does nothing twice when another relay publishes everything again', async () => {
      await heardOnce();
      const subscription = listening();
      await subscription.caughtUp();
      on.checkpoints.get('alpha')!.position = 0;
      const another = on.relay('alpha');
      on.relays.set('another', another);
      await another.caughtUp();
      await say('b');
      await subscription.caughtUp();
      expect(sorted(listener.heard)).toEqual(notes('b'));
      expect(subscription.metrics().duplicates).toBeGreaterThanOrEqual(many);
    }, 60_000);
  });
};
