import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sha256, type Clock } from '@rms/event-sourcing';
import type { IntakeLog, MessageOutcome } from '../intake-log.js';
import { IntakeReader } from '../intake-reader.js';
import { manyBytes } from './blobs-contract.js';
import { messageForTest as message } from './message-for-test.js';
import { SetClock } from './set-clock.js';

export interface LogUnderTest {
  readonly log: IntakeLog;
  readonly close: () => Promise<void>;
}
const all = async (log: IntakeLog): Promise<readonly MessageOutcome[]> => {
  const found: MessageOutcome[] = [];
  for await (const outcome of log.outcomes()) found.push(outcome);
  return found;
};

/** What every intake log adapter must do, whatever engine is behind it. */
export const intakeLogContract = (name: string, open: (clock: Clock) => Promise<LogUnderTest>): void => {
  describe(`the intake log port on ${name}`, () => {
    let clock: SetClock;
    let opened: LogUnderTest;
    let log: IntakeLog;
    beforeEach(async () => {
      clock = new SetClock();
      opened = await open(clock);
      log = opened.log;
    });
    afterEach(() => opened.close());

    it('gives back a message as it came, to the byte, with the receipt and the id it was given', async () => {
      const bytes = Uint8Array.from([0x4d, 0x00, 0xff, 0x0d]);
      const { receipt, id } = await log.append(message('1', '', { bytes }));
      const stored = await log.message(receipt);
      expect([...(stored?.bytes ?? [])]).toEqual([...bytes]);
      expect(stored).toMatchObject({ receipt, id, controlId: '1', sha256: sha256(bytes), receivedAt: '2026-03-04T09:00:00.000Z' });
      expect(await log.message(receipt + 1)).toBeUndefined();
    });

    it('numbers receipts from 1 without a gap, in order of arrival', async () => {
      const given = await Promise.all(['1', '2', '3'].map((id) => log.append(message(id, id))));
      expect(given.map((one) => one.receipt)).toEqual([1, 2, 3]);
    });

    it.each([600 * 1024, 10 * 1024 * 1024])(
      'gives back a message of %d bytes',
      async (length) => {
        const bytes = manyBytes(length);
        const { receipt } = await log.append(message('1', '', { bytes }));
        expect(Buffer.compare((await log.message(receipt))!.bytes, bytes)).toBe(0);
        expect((await log.pending('results', 0, 10))[0]?.sha256).toBe(sha256(bytes));
        await log.refuse({ feed: 'lab', sender: 'LAB', controlId: '2', rule: 'type-not-used', sentence: 'no', bytes });
      },
      30_000,
    );

    it('gives all that is pending, a few at a time where they are large', async () => {
      const large = manyBytes(500 * 1024);
      for (let n = 1; n <= 24; n += 1) await log.append(message(String(n), '', { bytes: large.with(0, n) }));
      const found: number[] = [];
      for (let after = 0; ;) {
        const some = await log.pending('results', after, 24);
        if (some.length === 0) break;
        for (const { receipt, bytes } of some) {
          expect([bytes[0], bytes.byteLength]).toEqual([receipt, large.byteLength]);
          found.push(receipt);
        }
        after = found.at(-1)!;
      }
      expect(found).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
    }, 30_000);

    it('holds a message as pending for its own route until it has an outcome', async () => {
      await log.append(message('1', 'a'));
      await log.append(message('2', 'b', { route: 'registration', type: 'ADT^A28' }));
      await log.append(message('3', 'c'));
      expect((await log.pending('results', 0, 10)).map((one) => one.receipt)).toEqual([1, 3]);
      expect((await log.pending('results', 1, 10)).map((one) => one.receipt)).toEqual([3]);
      expect(await log.pending('results', 0, 1)).toHaveLength(1);
      await log.record([{ receipt: 1, outcome: 'applied' }]);
      expect((await log.pending('results', 0, 10)).map((one) => one.receipt)).toEqual([3]);
    });

    it('knows a repeat by feed, control id and bytes, and gives it its outcome at once', async () => {
      await log.append(message('1', 'same'));
      await log.append(message('1', 'same'));
      await log.append(message('1', 'same', { feed: 'other' }));
      await log.append(message('2', 'same'));
      await log.append(message('1', 'same'));
      expect((await all(log)).map((one) => [one.outcome, one.of])).toEqual([
        ['pending', undefined],
        ['duplicate', 1],
        ['pending', undefined],
        ['pending', undefined],
        ['duplicate', 1],
      ]);
    });

    it('says of a message that another of its kind came under its control id with other bytes, for a day', async () => {
      await log.append(message('1', 'first'));
      const second = await log.append(message('1', 'second'));
      expect((await log.message(second.receipt))?.conflictsWith).toBe(1);
      const otherType = await log.append(message('1', 'third', { type: 'ORU^R03' }));
      expect((await log.message(otherType.receipt))?.conflictsWith).toBeUndefined();
      clock.at += 25 * 3600 * 1000;
      const later = await log.append(message('1', 'fourth'));
      expect((await log.message(later.receipt))?.conflictsWith).toBeUndefined();
    });

    it('gives a type that nobody uses its outcome at once', async () => {
      await log.append(message('1', 'x', { route: 'none', type: 'SIU^S12' }));
      expect((await all(log))[0]).toMatchObject({ outcome: 'ignored', rule: 'type-not-used' });
    });

    it('answers the newest outcome and keeps the older: each effect counts', async () => {
      await log.append(message('1', 'x'));
      await log.record([{ receipt: 1, outcome: 'quarantined', rule: 'code-unknown' }]);
      await log.record([{ receipt: 1, outcome: 'applied', by: 'person:ruth' }]);
      expect((await all(log))[0]).toMatchObject({ outcome: 'applied', by: 'person:ruth', effects: 1 });
      expect(await log.currentOutcome(1)).toBe('applied');
      expect(await log.currentOutcome(9)).toBeUndefined();
    });

    it('finds a stranger’s message again under the keys it waits for, as long as it is nobody’s', async () => {
      await log.append(message('1', 'x'));
      await log.append(message('2', 'y'));
      await log.record([
        { receipt: 1, outcome: 'ignored', rule: 'not-ours', waitsFor: ['k1', 'k2'] },
        { receipt: 2, outcome: 'ignored', rule: 'not-ours', waitsFor: ['k2'] },
      ]);
      const waiting = async (...keys: string[]) =>
        (await log.waiting('results', keys, '2026-03-01T00:00:00.000Z')).map((one) => one.receipt);
      expect(await waiting('k2')).toEqual([1, 2]);
      expect(await waiting('k1', 'k2')).toEqual([1, 2]);
      expect(await waiting('k3')).toEqual([]);
      expect(await log.waiting('registration', ['k1'], '')).toEqual([]);
      expect(await log.waiting('results', ['k1'], '2026-03-05T00:00:00.000Z')).toEqual([]);
      await log.record([{ receipt: 1, outcome: 'applied' }]);
      expect(await waiting('k1', 'k2')).toEqual([2]);
    });

    it('counts per feed what came, what was refused and what became of it', async () => {
      await log.append(message('1', 'x'));
      await log.append(message('2', 'y'));
      await log.record([{ receipt: 2, outcome: 'applied' }]);
      await log.refuse({ feed: 'lab', sender: 'LAB', controlId: '3', rule: 'version', sentence: 'no', bytes: Buffer.from('z') });
      expect(await log.activity('2026-03-04T00:00:00.000Z')).toEqual([
        { feed: 'lab', lastAt: '2026-03-04T09:00:00.000Z', accepted: 2, refused: 1, outcomes: { pending: 1, applied: 1 } },
      ]);
      clock.at += 30 * 60 * 1000;
      await log.append(message('4', 'z'));
      clock.at += 60 * 60 * 1000;
      await log.append(message('5', 'z'));
      const since = async (instant: string) => (await log.activity(instant)).map(({ accepted, refused }) => [accepted, refused]);
      expect([await since(''), await since('2026-03-04T09:00:00.000Z')]).toEqual([[[4, 1]], [[4, 1]]]);
      expect([await since('2026-03-04T09:10:00.000Z'), await since('2026-03-04T10:00:00.000Z')]).toEqual([[[2, 0]], [[1, 0]]]);
      clock.at = Date.parse('2026-03-04T09:00:00.000Z');
      expect((await log.activity('2026-03-05T00:00:00.000Z'))[0]).toMatchObject({
        lastAt: '2026-03-04T10:30:00.000Z',
        accepted: 0,
        refused: 0,
      });
    });

    it('is read to its end by whoever reads a route, each message once, whatever comes meanwhile', async () => {
      const come = async (from: number): Promise<void> => {
        const routes = ['results', 'registration'] as const;
        for (let n = from; n < from + 100; n += 1) await log.append(message(String(n), String(n), { route: routes[n % 2]! }));
      };
      await come(0);
      const fails = (error: unknown): never => {
        throw new Error('nothing goes wrong here', { cause: error });
      };
      const readers = (['results', 'registration'] as const).map(
        (route) =>
          new IntakeReader({
            log,
            route,
            handle: () => Promise.resolve({ outcome: 'applied' }),
            give: (_, error) => fails(error),
            onStoreAway: fails,
          }),
      );
      for (const reader of readers) reader.start();
      await come(100);
      for (const reader of readers) await reader.quiet();
      for (const reader of readers) await reader.stop();
      const outcomes = await all(log);
      expect(outcomes).toHaveLength(200);
      expect(outcomes.filter(({ outcome, effects }) => outcome !== 'applied' || effects !== 1)).toEqual([]);
    }, 30_000);

    it('tells its listeners of each arrival until they have heard enough', async () => {
      let heard = 0;
      const forget = log.onArrival(() => {
        heard += 1;
      });
      await log.append(message('1', 'x'));
      forget();
      await log.append(message('2', 'y'));
      expect(heard).toBe(1);
    });
  });
};
