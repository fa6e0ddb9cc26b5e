import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import type { Bus, BusSubscription } from '../bus.js';
import { eventually, Listener, worded } from './listener.js';
import { nobodyCanReadThis, Owners } from './owners.js';

export interface BusUnderTest {
  /** A bus as another process would open it: with nothing in its memory. */
  readonly open: () => Bus;
  readonly close: () => Promise<void>;
}

/** What every bus must do, whatever brings its messages. */
export const busContract = (name: string, start: (owners: Owners) => Promise<BusUnderTest>): void => {
  describe(`the bus port on ${name}`, () => {
    let owners: Owners;
    let under: BusUnderTest;
    const open: BusSubscription[] = [];
    const listening = (listener: Listener): BusSubscription => {
      const subscription = listener.on(under.open());
      open.push(subscription);
      return subscription;
    };
    const stop = async (subscription: BusSubscription): Promise<void> => {
      open.splice(open.indexOf(subscription), 1);
      await subscription.stop();
    };
    beforeEach(async () => {
      owners = new Owners();
      under = await start(owners);
    }, 60_000);
    afterEach(async () => {
      await Promise.all(open.splice(0).map((subscription) => subscription.stop()));
      await under.close();
    }, 60_000);

    it('brings what is recorded, before and while it listens, each stream in its order', async () => {
      for (let n = 0; n < 10; n += 1) for (const round of ['a', 'b', 'c']) await owners.say('alpha', n, round);
      const listener = new Listener('one', ['alpha']);
      const subscription = listening(listener);
      await subscription.caughtUp();
      for (let n = 0; n < 10; n += 1) await owners.say('alpha', n, 'd', 'e');
      await subscription.caughtUp();
      for (let n = 0; n < 10; n += 1) expect(listener.of('alpha', n)).toEqual(['a', 'b', 'c', 'd', 'e']);
    }, 60_000);

    it('brings what is recorded without being asked', async () => {
      const listener = new Listener('one', ['alpha']);
      await listening(listener).caughtUp();
      await owners.say('alpha', 1, 'a');
      await eventually(() => listener.heard.length === 1);
    }, 60_000);

    it('brings each group everything of those whom it hears, and nothing of others or in private', async () => {
      const [one, both] = [new Listener('one', ['beta']), new Listener('both', ['alpha', 'beta'])];
      const subscriptions = [listening(one), listening(both)];
      await owners.say('alpha', 1, 'a');
      await owners.keep('beta', 2, 'in private');
      await owners.say('beta', 2, 'b');
      for (const subscription of subscriptions) await subscription.caughtUp();
      expect(one.heard).toEqual(['beta 2 b']);
      expect([...both.heard].sort()).toEqual(['alpha 1 a', 'beta 2 b']);
    }, 60_000);

    it('brings a message as its owner published it', async () => {
      await owners.say('alpha', 1, 'µ ≥ 0.2');
      const brought: unknown[] = [];
      const listener = new Listener('one', ['alpha']);
      listener.meanwhile = (delivery) => Promise.resolve(void brought.push(delivery));
      await listening(listener).caughtUp();
      expect(brought).toEqual((await owners.histories.get('alpha')!.since(0, 10)).deliveries);
    }, 60_000);

    it('brings a stream that cannot be read as one that cannot, and goes on with others', async () => {
      await owners.say('alpha', 1, 'a', nobodyCanReadThis);
      await owners.say('alpha', 2, 'b');
      const listener = new Listener('one', ['alpha']);
      await listening(listener).caughtUp();
      expect([...listener.heard].sort()).toEqual(['alpha 1 a', 'alpha 1 cannot be read', 'alpha 2 b']);
    }, 60_000);

    it('brings a message again that was refused, before the next of its stream', async () => {
      const listener = new Listener('one', ['alpha']);
      const tries: string[] = [];
      listener.meanwhile = (delivery) => {
        tries.push(worded(delivery));
        return tries.length < 4 ? Promise.reject(new StoreUnavailable('away')) : Promise.resolve();
      };
      await owners.say('alpha', 1, 'a', 'b');
      await listening(listener).caughtUp();
      expect(tries).toEqual(['alpha 1 a', 'alpha 1 a', 'alpha 1 a', 'alpha 1 a', 'alpha 1 b']);
      expect(listener.heard).toEqual(['alpha 1 a', 'alpha 1 b']);
    }, 60_000);

    it('makes ready once before it brings anything, and brings one at a time', async () => {
      const listener = new Listener('one', ['alpha', 'beta']);
      listener.meanwhile = () => new Promise(setImmediate);
      for (let n = 0; n < 20; n += 1) await owners.say(n % 2 === 0 ? 'alpha' : 'beta', n, 'a', 'b');
      await listening(listener).caughtUp();
      expect([listener.readied, listener.heard.length, listener.mostAtOnce]).toEqual([[0], 40, 1]);
    }, 60_000);

    it('finishes the message in hand when it is stopped, and goes on exactly after it', async () => {
      const listener = new Listener('one', ['alpha']);
      let release: () => void = () => undefined;
      listener.meanwhile = () =>
        listener.heard.length === 7
          ? new Promise((resolve) => {
              release = resolve;
            })
          : Promise.resolve();
      for (let n = 0; n < 20; n += 1) await owners.say('alpha', n, 'a');
      const first = listening(listener);
      await eventually(() => listener.heard.length === 7 && listener.atOnce === 1);
      const stopped = stop(first);
      release();
      await stopped;
      expect(listener.heard.length).toBe(8);
      listener.meanwhile = () => Promise.resolve();
      await listening(listener).caughtUp();
      expect(listener.heard.length).toBe(20);
      expect(new Set(listener.heard).size).toBe(20);
    }, 60_000);

    it('brings what was recorded while nobody listened', async () => {
      const listener = new Listener('one', ['alpha']);
      await owners.say('alpha', 1, 'a');
      const first = listening(listener);
      await first.caughtUp();
      await stop(first);
      await owners.say('alpha', 1, 'b');
      await listening(listener).caughtUp();
      expect(listener.heard).toEqual(['alpha 1 a', 'alpha 1 b']);
    }, 60_000);

    it('knows whether it is behind, and is caught up only once it is not', async () => {
      const listener = new Listener('one', ['alpha']);
      const subscription = listening(listener);
      await subscription.caughtUp();
      let release: () => void = () => undefined;
      listener.meanwhile = () =>
        new Promise((resolve) => {
          release = resolve;
        });
      await owners.say('alpha', 1, 'a');
      await eventually(() => listener.atOnce === 1);
      const behind = await subscription.progress();
      expect(behind.of - behind.at).toBeGreaterThan(0);
      let isCaughtUp = false;
      const caughtUp = subscription.caughtUp().then(() => {
        isCaughtUp = true;
      });
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      expect(isCaughtUp).toBe(false);
      release();
      await caughtUp;
      const { at, of } = await subscription.progress();
      expect([listener.heard, of - at]).toEqual([['alpha 1 a'], 0]);
    }, 60_000);
  });
};
