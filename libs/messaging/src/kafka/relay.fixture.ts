import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, Owners } from '../testing/index.js';
import { onBroker, type OnBroker } from './kafka.fixture.js';

/** What a relay does on a broker. */
export const whoRelays = (broker: string): void => {
  describe('a relay', () => {
    let owners: Owners;
    let on: OnBroker;
    const inTopic = async (): Promise<number> => {
      const ends = await on.admin.fetchTopicOffsets(on.topic('alpha'));
      return ends.reduce((sum, { high }) => sum + Number(high), 0);
    };
    const restarted = async (): Promise<void> => {
      await on.relays.get('alpha')!.stop();
      on.relays.set('alpha', on.relay('alpha'));
      await on.relays.get('alpha')!.caughtUp();
    };
    beforeEach(async () => {
      owners = new Owners();
      on = await onBroker(broker, owners);
    }, 60_000);
    afterEach(() => on.close(), 60_000);

    it('publishes each fact of its own once, nothing of others and nothing private', async () => {
      for (let n = 0; n < 10; n += 1) {
        await owners.say('alpha', n, 'a', 'b');
        await owners.say('beta', n, 'c');
        await owners.keep('alpha', n, 'in private');
      }
      await on.relays.get('alpha')!.caughtUp();
      expect([await inTopic(), on.relays.get('alpha')!.lag()]).toEqual([20, 0]);
    }, 60_000);

    it('goes on after what it published, also where that was followed by nothing but private facts', async () => {
      await owners.say('alpha', 1, 'a');
      await owners.keep('alpha', 1, 'in private');
      await on.relays.get('alpha')!.caughtUp();
      await restarted();
      await owners.say('alpha', 1, 'b');
      await on.relays.get('alpha')!.caughtUp();
      expect([await inTopic(), on.incidents, on.failures]).toEqual([2, [], []]);
    }, 60_000);

    it('publishes again what it could not write down that it had', async () => {
      const checkpoint = on.checkpoints.get('alpha')!;
      const write = checkpoint.write.bind(checkpoint);
      let isAway = true;
      checkpoint.write = (position) => (isAway ? Promise.reject(new Error('away')) : write(position));
      await owners.say('alpha', 1, 'a');
      await eventually(() => on.failures.length > 0);
      isAway = false;
      await on.relays.get('alpha')!.caughtUp();
      await eventually(() => checkpoint.position === 1);
      expect(await inTopic()).toBe(1);
      await owners.say('alpha', 1, 'b');
      await on.relays.get('alpha')!.caughtUp();
      expect(await inTopic()).toBe(2);
    }, 60_000);

    it('publishes again what the broker lost', async () => {
      await owners.say('alpha', 1, 'a', 'b');
      await on.relays.get('alpha')!.caughtUp();
      on.checkpoints.get('alpha')!.position = 9;
      for (let n = 0; n < 7; n += 1) await owners.say('beta', n, 'c');
      await on.relays.get('alpha')!.stop();
      await owners.say('alpha', 1, 'lost');
      on.checkpoints.get('alpha')!.position = 10;
      on.relays.set('alpha', on.relay('alpha'));
      await on.relays.get('alpha')!.caughtUp();
      expect([await inTopic(), on.incidents]).toEqual([3, ['alpha holds 2 of 10']]);
    }, 60_000);

    it('does not read the log for each commit of others', async () => {
      await on.relays.get('alpha')!.stop();
      let reads = 0;
      const { store } = owners;
      const counting = {
        lastPosition: () => store.lastPosition(),
        onCommit: (listener: (position: number) => void) => store.onCommit(listener),
        readAll: (...asked: Parameters<typeof store.readAll>) => {
          reads += 1;
          return new Promise<Awaited<ReturnType<typeof store.readAll>>>((resolve) => {
            setTimeout(() => {
              resolve(store.readAll(...asked));
            }, 5);
          });
        },
      };
      const relay = on.relay('alpha', { store: counting });
      on.relays.set('alpha', relay);
      await relay.caughtUp();
      reads = 0;
      for (let n = 0; n < 1000; n += 1) await owners.say('beta', n % 10, 'c');
      await relay.caughtUp();
      const quiet = () =>
        new Promise((resolve) => {
          setTimeout(resolve, 100);
        });
      await quiet();
      const before = reads;
      expect(before).toBeLessThan(200);
      await quiet();
      expect(reads).toBe(before);
    }, 60_000);
  });
};
