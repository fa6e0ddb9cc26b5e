import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Clock } from '@rms/event-sourcing';
import type { IntakeLog, MessageOutcome } from '../intake-log.js';
import { SetClock } from './set-clock.js';
import { messageForTest } from './message-for-test.js';

export interface LogsUnderTest {
  /** Two processes' logs of the same messages. */
  readonly logs: readonly [IntakeLog, IntakeLog];
  readonly close: () => Promise<void>;
}
const all = async (log: IntakeLog): Promise<readonly MessageOutcome[]> => {
  const found: MessageOutcome[] = [];
  for await (const outcome of log.outcomes()) found.push(outcome);
  return found;
};
const eventually = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let n = 0; n < 500 && !(await isSo()); n += 1)
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  expect(await isSo()).toBe(true);
};

/** All of them, once this process has heard of what came to the other. */
const allOf = async (log: IntakeLog, count: number): Promise<readonly MessageOutcome[]> => {
  await eventually(async () => (await all(log)).length >= count);
  return all(log);
};

/** What an intake log that several processes share must do besides. */
export const severalIntakeLogsContract = (name: string, open: (clock: Clock) => Promise<LogsUnderTest>): void => {
  describe(`an intake log that two processes share, on ${name}`, () => {
    let opened: LogsUnderTest;
    let [one, other]: IntakeLog[] = [];
    beforeEach(async () => {
      opened = await open(new SetClock());
      [one, other] = opened.logs;
    });
    afterEach(() => opened.close());

    it('numbers the messages of both from 1 without a gap, and has each of them once', async () => {
      const ids = Array.from({ length: 300 }, (_, n) => String(n));
      const given = await Promise.all(ids.map((id, n) => opened.logs[n % 2 === 0 ? 0 : 1].append(messageForTest(id, id))));
      expect(given.map(({ receipt }) => receipt).sort((a, b) => a - b)).toEqual(ids.map((_, n) => n + 1));
      for (const log of opened.logs) {
        const found = await allOf(log, 300);
        expect(found.map(({ receipt }) => receipt)).toEqual(ids.map((_, n) => n + 1));
        expect(new Set(found.map(({ controlId }) => controlId)).size).toBe(300);
      }
      for (const [n, { receipt }] of given.slice(0, 4).entries())
        expect(Buffer.from((await other!.message(receipt))!.bytes).toString()).toBe(ids[n]);
    }, 30_000);

    it('gives one its turn while the other writes without a pause', async () => {
      let isDone = false;
      const senders = Array.from({ length: 64 }, async (_, sender) => {
        for (let n = 0; !isDone; n += 1) await other!.append(messageForTest(`${String(sender)}-${String(n)}`, 'x', { feed: 'other' }));
      });
      for (let n = 0; n < 10; n += 1) await one!.append(messageForTest(String(n), 'x'));
      isDone = true;
      await Promise.all(senders);
      expect(new Set((await all(one!)).map(({ receipt }) => receipt)).size).toBeGreaterThan(10);
    }, 30_000);

    it('knows one of two as the repeat where the same message comes to two doors at once', async () => {
      for (let n = 0; n < 10; n += 1) {
        const message = messageForTest(`C${String(n)}`, 'the same');
        await Promise.all([one!.append(message), other!.append(message)]);
      }
      for (const log of opened.logs) {
        const outcomes = await allOf(log, 20);
        expect(outcomes.map(({ outcome, of }) => [outcome, of])).toEqual(
          Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? ['pending', undefined] : ['duplicate', n])),
        );
      }
    }, 30_000);

    it('tells each of what came to the other, once', async () => {
      const heard = [0, 0];
      for (const [n, log] of opened.logs.entries())
        log.onArrival(() => {
          heard[n] = (heard[n] ?? 0) + 1;
        });
      await one!.append(messageForTest('1', 'x'));
      await eventually(() => heard[1] === 1);
      await other!.append(messageForTest('2', 'y'));
      await eventually(() => heard[0] === 2);
      await eventually(async () => (await one!.pending('results', 0, 10)).length === 2);
      expect((await one!.pending('results', 0, 10)).map(({ controlId }) => controlId)).toEqual(['1', '2']);
      expect(heard).toEqual([2, 2]);
    });

    it('has an outcome that one recorded as the other’s too', async () => {
      await one!.append(messageForTest('1', 'x'));
      await eventually(async () => (await other!.pending('results', 0, 10)).length === 1);
      await other!.record([{ receipt: 1, outcome: 'applied' }]);
      // What one has recorded itself it knows at once.
      expect(await other!.currentOutcome(1)).toBe('applied');
      await eventually(async () => (await one!.currentOutcome(1)) === 'applied');
      expect(await one!.pending('results', 0, 10)).toEqual([]);
    });
  });
};
