import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { openRegionAtRisk } from '../../../faults/region-at-risk.mjs';
import type { Row } from '../measure/rows.js';
import { misses, tableOf } from '../measure/table.js';
import { sixProcesses } from './six-processes.js';
import { rowsOf } from './told-rates.js';

const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? '3' : '7';
const alerts = isQuick ? { warmUp: 50, measured: 200 } : { warmUp: 150, measured: 500 };
const script = (name: string): string => join(import.meta.dirname, '..', '..', 'stack', name);

const from = performance.now();
const say = (what: string): void => {
  console.error(`${((performance.now() - from) / 1000).toFixed(0)} s: ${what}`);
};
const load = (loadavg()[0] ?? NaN).toFixed(1);
const rows: Row[] = [];
say('the event store through the door');
rows.push(...(await rowsOf(script('event-store.mjs'), rounds)));
say('the intake log');
rows.push(...(await rowsOf(script('intake.mjs'), rounds)));
say('the bus on a broker');
const engines = await openRegionAtRisk({ isBreakable: false, only: ['kafka'] });
try {
  rows.push(...(await rowsOf(script('bus.mjs'), engines.kafka, rounds)));
} finally {
  await engines.close();
}
say('six processes on four engines');
rows.push(...(await sixProcesses(alerts)));
console.log(`\n${tableOf(rows)}\n`);
console.log(
  `Before it began ${load} programs wanted one of ${String(availableParallelism())} processors. ${rounds} rounds each. ${((performance.now() - from) / 1000).toFixed(0)} s in all.`,
);
process.exitCode = misses(rows) ? 1 : 0;
