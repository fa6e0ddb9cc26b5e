import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ChainCheck, openEmbeddedEventStore, randomId, StoreUnavailable, systemClock, type EmbeddedEventStore } from '@rms/event-sourcing';
import { EventStoreDbEventStore, openDoor, type Door } from '@rms/event-sourcing/eventstoredb';
import { openSqliteDocuments } from '@rms/read-models';
import { messageForTest, SetClock } from '../testing/index.js';
import { openEventStoreIntakeLog, type EventStoreIntakeLog } from './index.js';

describe('an intake log whose server goes away', () => {
  let directory: string;
  let held: EmbeddedEventStore;
  let door: Door;
  let store: EventStoreDbEventStore;
  let log: EventStoreIntakeLog;
  const opened = (port: number) => openDoor(held, { host: '127.0.0.1', port, newId: randomId });
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rms-intake-'));
    held = await openEmbeddedEventStore(directory, systemClock);
    door = await opened(0);
    store = new EventStoreDbEventStore({
      url: `esdb://127.0.0.1:${String(door.port)}?tls=false`,
      credentials: { username: 'intake', password: 'x' },
      service: 'intake',
      appendWithinMs: 500,
    });
    log = await openEventStoreIntakeLog({
      store,
      openDocuments: (_, specs) => openSqliteDocuments(':memory:', specs),
      service: 'results',
      clock: new SetClock(),
      newId: randomId,
      onStoreAway: () => undefined,
    });
  });
  afterEach(async () => {
    await log.close();
    await store.close();
    await door.close();
    await held.close();
    rmSync(directory, { recursive: true });
  });

  it('accepts nothing while it is away, says so in time, and goes on by itself when it is back', async () => {
    const { port } = door;
    await log.append(messageForTest('1', 'x'));
    await door.close();
    const from = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => log.append(messageForTest(`away-${String(n)}`, 'x'))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'rejected'));
    expect((answers[0] as PromiseRejectedResult).reason).toBeInstanceOf(StoreUnavailable);
    expect(performance.now() - from).toBeLessThan(6000);
    await expect(log.append(messageForTest('large', 'x', { bytes: new Uint8Array(700_000) }))).rejects.toThrow(StoreUnavailable);

    door = await opened(port);
    const { receipt } = await log.append(messageForTest('2', 'y'));
    expect(receipt).toBe(2);
    expect((await log.pending('results', 0, 10)).map(({ controlId }) => controlId)).toEqual(['1', '2']);
    await log.record([{ receipt: 1, outcome: 'applied' }]);
    expect(await log.currentOutcome(1)).toBe('applied');
  }, 30_000);

  it('keeps what whoever audits it can prove, and nothing of a message in its envelopes', async () => {
    const name = 'ALLAN^GEORGE';
    await log.append(messageForTest('1', `PID|||${name}`));
    await log.append(messageForTest('2', '', { bytes: Buffer.from(`PID|||${name}`.repeat(60_000)) }));
    await log.record([{ receipt: 1, outcome: 'quarantined', rule: 'r', sentence: `About ${name}` }]);
    await log.refuse({ feed: undefined, sender: name, controlId: name, rule: 'sender-unknown', sentence: name, bytes: Buffer.from(name) });
    const check = new ChainCheck();
    const events = await held.readAll(0, 100);
    expect(events.flatMap((event) => check.check(event))).toEqual([]);
    expect(new Set(events.map(({ stream }) => stream.replace(/[0-9a-f]{64}$/, '…')))).toEqual(
      new Set(['intake.messages', 'intake.blob-…', 'intake.outcomes', 'intake.refusals']),
    );
    expect(events.filter(({ metadata }) => JSON.stringify(metadata).includes('ALLAN'))).toEqual([]);
    expect(events.filter(({ metadata }) => 'published' in metadata)).toEqual([]);
  });
});
