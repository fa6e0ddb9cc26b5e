#!/usr/bin/env node
// node e2e/bench/stack/intake.mjs [rounds]: messages a second that the intake log on an event store accepts, through the door.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { doorOver } from './door.mjs';
import { toldAlone, toTable } from './rounds.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
if (spawnSync(process.execPath, [here('../../../libs/build/bin/build.mjs')], { stdio: 'inherit' }).status !== 0) process.exit(1);
const { randomId, systemClock } = await import('@rms/event-sourcing');
const { EventStoreDbEventStore } = await import('@rms/event-sourcing/eventstoredb');
const { openEventStoreIntakeLog } = await import('@rms/intake/event-store');
const { openSqliteDocuments } = await import('@rms/read-models');

const rounds = Number(process.argv[2] ?? 5);
const messages = Number(process.argv[3] ?? 4000);
const bytes = new Uint8Array(1500).fill(65);
let sent = 0;
const message = () => {
  sent += 1;
  return {
    feed: 'lab',
    sender: 'NORTHMOOR-LAB',
    trust: 'ZT001',
    controlId: `C${String(sent)}`,
    type: 'ORU^R01',
    route: 'results',
    acknowledged: 'AA',
    bytes,
  };
};

const out = here('../../out');
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(out, 'intake-'));
mkdirSync(join(folder, 'store'));
const door = await doorOver(join(folder, 'store'));
const client = () => new EventStoreDbEventStore({ url: door.url, credentials: { username: 'intake', password: 'x' }, service: 'intake' });
const stores = [client(), client()];
const logs = await Promise.all(
  stores.map((store, n) =>
    openEventStoreIntakeLog({
      store,
      openDocuments: (name, specs) => openSqliteDocuments(join(folder, `${name}-${String(n)}.db`), specs),
      service: 'results',
      clock: systemClock,
      newId: randomId,
      onStoreAway: (error) => console.error(error),
    }),
  ),
);
const cpuMillis = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Each sender waits for its acknowledgement. */
const sending = async (to, senders) => {
  const from = performance.now();
  await Promise.all(
    Array.from({ length: senders }, async (_, sender) => {
      for (let n = sender; n < messages; n += senders) await to[sender % to.length].append(message());
    }),
  );
  return (messages / (performance.now() - from)) * 1000;
};
const several = async (what, run) => {
  const rates = [];
  const cpu = [];
  for (let n = -1; n < rounds; n += 1) {
    const before = cpuMillis();
    const rate = await run();
    if (n >= 0) rates.push(rate);
    // What came is in the index before the next round, so that no round pays for another.
    for (const log of logs) await log.pending('registration', 0, 1);
    if (n >= 0) cpu.push(((cpuMillis() - before) / messages) * 1000);
  }
  toTable(`intake log, ${what}`, { door: rates }, { of: 'door' });
  console.log(
    `${toldAlone(what, rates)}, ${String(Math.round(Math.min(...cpu)))} ms of this processor for a thousand, both indexes included`,
  );
};
try {
  await several('16 senders that wait for their answer', () => sending(logs.slice(0, 1), 16));
  await several('256 messages under way', () => sending(logs.slice(0, 1), 256));
  await several('two doors, 8 senders that wait at each', () => sending(logs, 16));
  const from = performance.now();
  await logs[0].record(
    Array.from({ length: messages }, (_, n) => ({ receipt: n + 1, outcome: 'ignored', rule: 'not-ours', waitsFor: ['k'] })),
  );
  console.log(`outcomes recorded: ${Math.round((messages / (performance.now() - from)) * 1000).toLocaleString('en-GB')}/s`);
  const before = performance.now();
  const found = [];
  for (;;) {
    const some = await logs[0].pending('results', found.at(-1) ?? 0, 128);
    if (some.length === 0) break;
    for (const { receipt } of some) found.push(receipt);
  }
  console.log(
    `pending read: ${Math.round((found.length / (performance.now() - before)) * 1000).toLocaleString('en-GB')}/s of ${String(found.length)}`,
  );
  const lost = await openEventStoreIntakeLog({
    store: stores[0],
    openDocuments: (name, specs) => openSqliteDocuments(join(folder, `${name}-again.db`), specs),
    service: 'results',
    clock: systemClock,
    newId: randomId,
    onStoreAway: (error) => console.error(error),
  });
  const again = performance.now();
  await lost.currentOutcome(1);
  console.log(`index folded anew: ${Math.round((sent / (performance.now() - again)) * 1000).toLocaleString('en-GB')}/s of ${String(sent)}`);
  await lost.close();
  console.log(
    `Resident memory: ${String(Math.round(process.memoryUsage.rss() / 1024 / 1024))} MB. Load of the machine at the end: ${loadavg()[0].toFixed(2)}`,
  );
} finally {
  for (const log of logs) await log.close();
  for (const store of stores) await store.close();
  await door.close();
  rmSync(folder, { recursive: true });
}
process.disconnect?.();
