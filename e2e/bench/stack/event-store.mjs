#!/usr/bin/env node
// node e2e/bench/stack/event-store.mjs [rounds]: the adapter of EventStoreDB through the door, beside the embedded store that the door stands on.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { doorOver } from './door.mjs';
import { interleaved, told, toTable } from './rounds.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
if (spawnSync(process.execPath, [here('../../../libs/build/bin/build.mjs')], { stdio: 'inherit' }).status !== 0) process.exit(1);
const { emptyHead, openEmbeddedEventStore, randomId, stamp, systemClock } = await import('@rms/event-sourcing');
const { EventStoreDbEventStore } = await import('@rms/event-sourcing/eventstoredb');

const rounds = Number(process.argv[2] ?? 7);
const writers = 16;
const noted = { schemas: { Noted: 1 }, published: new Set(['Noted']), occurred: () => undefined };
const context = () => ({
  commandId: randomId(),
  actor: { kind: 'operator', id: 'bench', role: 'operator' },
  trust: 'ZT001',
  correlationId: 'bench',
});
/** One append to a stream of its own, as a service would give it: stamped before anything is timed. */
const order = (batch) => {
  const stream = `pathway.follow-up-${randomId()}`;
  const facts = Array.from({ length: batch }, (_, n) => ({ type: 'Noted', n, text: 'x'.repeat(300) }));
  return { stream, events: stamp(noted, facts, { stream, head: emptyHead, now: '2026-03-04T09:00:00.000Z', context: context() }) };
};

const appending = (store, appends, batch) => async () => {
  const orders = Array.from({ length: appends }, () => order(batch));
  const lots = Array.from({ length: writers }, (_, n) => orders.filter((_, index) => index % writers === n));
  const from = performance.now();
  await Promise.all(
    lots.map(async (lot) => {
      for (const { stream, events } of lot) if (!(await store.append(stream, 'no-stream', events)).ok) throw new Error('refused');
    }),
  );
  return ((appends * batch) / (performance.now() - from)) * 1000;
};
const reading = (store) => async () => {
  const from = performance.now();
  let [after, read] = [0, 0];
  for (;;) {
    const page = await store.readAll(after, 500);
    const last = page.at(-1);
    if (last === undefined) return (read / (performance.now() - from)) * 1000;
    read += page.length;
    after = last.position;
  }
};

const out = here('../../out');
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(out, 'event-store-'));
for (const name of ['embedded', 'door']) mkdirSync(join(folder, name));
const embedded = await openEmbeddedEventStore(join(folder, 'embedded'), systemClock);
const door = await doorOver(join(folder, 'door'));
const through = new EventStoreDbEventStore({ url: door.url, credentials: { username: 'admin', password: 'changeit' } });
try {
  const beside = async (what, run, target = {}) => {
    const rates = await interleaved({ embedded: run(embedded), door: run(through) }, rounds);
    console.log(told(what, rates, { of: 'door', to: 'embedded' }));
    toTable(what, rates, { of: 'door', to: 'embedded', ...target });
  };
  await beside('append, batches of 100, 16 writers, events', (store) => appending(store, 160, 100), { ratio: 0.25 });
  await beside('append, one event, 16 writers', (store) => appending(store, 1600, 1));
  await beside('read the whole log, events', reading);
  console.log(`Load of the machine at the end: ${loadavg()[0].toFixed(2)}`);
} finally {
  await through.close();
  await door.close();
  await embedded.close();
  rmSync(folder, { recursive: true });
}
process.disconnect?.();
