import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Report } from '@rms/contracts';
import { derivedId, execute, instantText } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { MemoryIntakeLog } from '@rms/intake/testing';
import { result } from '../result/result.aggregate.js';
import { messageBehind } from './message-behind-result.js';

const clock = { now: () => Date.parse('2026-03-04T09:00:00.000Z') };
const ours = '00000000-0000-4000-8000-000000000001';
const feed = '00000000-0000-4000-8000-0000000000fe';
const report = (receipt: number, raw: string): Report => ({
  analyte: 'psa',
  code: 'PSA',
  laboratory: 'Northmoor laboratory',
  feed,
  status: receipt === 1 ? 'final' : 'corrected',
  value: { kind: 'quantity', value: Number(raw), decimals: 2, unit: 'ng/mL', raw },
  sampledOn: '2026-03-02',
  statusAt: `2026-03-02T1${String(receipt)}:00:00.000Z`,
  notes: [],
  receipt,
  messageSha256: 'a'.repeat(64),
});

describe('the message behind a result', () => {
  const store = new MemoryEventStore(clock);
  const log = new MemoryIntakeLog(clock);
  beforeAll(async () => {
    for (const said of ['first', 'second', 'about somebody else'])
      await log.append({
        feed,
        sender: 'NORTHMOOR-LAB',
        trust: 'ZT001',
        controlId: said,
        type: 'ORU^R01',
        route: 'results',
        acknowledged: 'AA',
        bytes: Buffer.from(said),
      });
    for (const [receipt, raw] of [
      [1, '0.11'],
      [2, '0.21'],
    ] as const)
      await execute({ store, now: () => instantText(clock.now()) }, result, {
        id: ours,
        command: {
          type: 'RecordReport',
          patient: 'p',
          promotes: false,
          version: { report: report(receipt, raw), messageAt: '2026-03-02T12:00:00.000Z' },
        },
        context: {
          commandId: derivedId(ours, String(receipt)),
          actor: { kind: 'feed', id: feed, role: 'feed' },
          trust: 'ZT001',
          patient: 'p',
          correlationId: ours,
        },
      });
  });
  const behind = (asked: Partial<Parameters<typeof messageBehind>[1]>) =>
    messageBehind({ store, log }, { trust: 'ZT001', result: ours, receipt: 1, ...asked });

  it('is the one that the report names, byte for byte', async () => {
    expect(await behind({})).toMatchObject({ receipt: 1, controlId: 'first', bytes: Buffer.from('first').toString('base64') });
    expect(await behind({ receipt: 2 })).toMatchObject({ controlId: 'second' });
  });
  it('is not one that no report of this result names', async () => expect(await behind({ receipt: 3 })).toBeUndefined());
  it('is not there for another trust', async () => expect(await behind({ trust: 'ZT002' })).toBeUndefined());
  it('is not there for a result that is not, nor for a receipt that is none', async () => {
    expect(await behind({ result: '00000000-0000-4000-8000-00000000dead' })).toBeUndefined();
    expect(await behind({ receipt: Number.NaN })).toBeUndefined();
  });
});
