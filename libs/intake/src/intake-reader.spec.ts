import { describe, expect, it } from '@jest/globals';
import type { IntakeLog, OutcomeRecord } from './intake-log.js';
import { IntakeReader } from './intake-reader.js';
import { MemoryIntakeLog } from './testing/index.js';

const message = {
  feed: 'f',
  sender: 'LAB',
  trust: 'ZT001',
  controlId: 'C1',
  type: 'ORU^R01',
  route: 'results',
  acknowledged: 'AA',
  bytes: new Uint8Array([1]),
} as const;

/** A log whose outcomes take as long to be on disk as a disk does. */
const slow = (log: MemoryIntakeLog): IntakeLog =>
  new Proxy(log, {
    get: (target, name) =>
      name === 'record'
        ? async (outcomes: readonly OutcomeRecord[]) => {
            await new Promise(setImmediate);
            await target.record(outcomes);
          }
        : (Reflect.get(target, name) as () => unknown).bind(target),
  });

describe('a message of somebody who was a stranger', () => {
  const read = async (): Promise<{ readonly log: MemoryIntakeLog; readonly reader: IntakeReader }> => {
    const log = new MemoryIntakeLog({ now: () => 0 });
    await log.append(message);
    await log.record([{ receipt: 1, outcome: 'ignored', rule: 'not-ours' }]);
    const fails = () => {
      throw new Error('nothing goes wrong here');
    };
    const reader = new IntakeReader({
      log: slow(log),
      route: 'results',
      handle: () => Promise.resolve({ outcome: 'applied' }),
      give: fails,
      onStoreAway: fails,
    });
    return { log, reader };
  };
  const effectsIn = async (log: IntakeLog): Promise<readonly number[]> => {
    const effects: number[] = [];
    for await (const outcome of log.outcomes()) effects.push(outcome.effects);
    return effects;
  };

  it('has one effect, though he becomes known at the very moment when it is looked at again (INV-01)', async () => {
    const { log, reader } = await read();
    const arrived = (await log.message(1))!;
    await Promise.all([reader.readAgain(arrived), reader.readAgain(arrived)]);
    expect(await effectsIn(log)).toEqual([1]);
    expect(await log.currentOutcome(1)).toBe('applied');
  });

  it('is read again when a person asks, whatever became of it', async () => {
    const { log, reader } = await read();
    await log.record([{ receipt: 1, outcome: 'quarantined', rule: 'identity-conflict' }]);
    await reader.readAgain((await log.message(1))!, 'ruth');
    const outcomes = [];
    for await (const { outcome, by } of log.outcomes()) outcomes.push([outcome, by]);
    expect(outcomes).toEqual([['applied', 'ruth']]);
  });

  it('is read all the same after one whose outcome could not be stored', async () => {
    const { log, reader } = await read();
    const [arrived, record] = [(await log.message(1))!, log.record.bind(log)];
    log.record = () => Promise.reject(new Error('the disk is full'));
    await expect(reader.readAgain(arrived)).rejects.toThrow('the disk is full');
    log.record = record;
    await reader.readAgain(arrived);
    expect(await effectsIn(log)).toEqual([1]);
  });
});
