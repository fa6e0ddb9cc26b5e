import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { alertJob } from './alert/alert-job.js';
import { appendJob } from './append/append-job.js';
import { outFolder } from './job/places.js';
import { letterJob } from './letter/letter-job.js';
import type { Row } from './measure/rows.js';
import { misses, tableOf } from './measure/table.js';
import { pagesJob } from './pages/pages-job.js';
import { receiveJob } from './receive/receive-job.js';
import { startJob } from './start/start-job.js';
import { sweepJob } from './sweep/sweep-job.js';

const isQuick = process.argv.includes('--quick');
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');
const sizes = isQuick
  ? {
      rounds: { rounds: 7, warmUp: 1 },
      receptions: { rounds: 7, warmUp: 3 },
      alerts: { warmUp: 100, measured: 500 },
      laterStarts: 2,
      pages: { rounds: 2, warmUpSeconds: 4, seconds: 3 },
      sweeps: { rounds: 3, warmUp: 1, patients: 25_000 },
    }
  : {
      rounds: { rounds: 15, warmUp: 2 },
      receptions: { rounds: 15, warmUp: 5 },
      alerts: { warmUp: 250, measured: 1500 },
      laterStarts: 5,
      pages: { rounds: 5, warmUpSeconds: 10, seconds: 6 },
      sweeps: { rounds: 7, warmUp: 1, patients: 100_000 },
    };

const from = performance.now();
const secondsSoFar = (): string => `${((performance.now() - from) / 1000).toFixed(0)} s`;
mkdirSync(outFolder, { recursive: true });
const folder = mkdtempSync(join(outFolder, 'bench-'));
const rows: Row[] = [];
const notes = [
  `Before it began ${(loadavg()[0] ?? NaN).toFixed(1)} programs wanted one of ${String(availableParallelism())} processors: what is over half of them spoils the absolute targets.`,
];

const jobs: Readonly<Record<string, () => Promise<void>>> = {
  append: async () => {
    const done = await appendJob(join(folder, 'append'), sizes.rounds);
    rows.push(...done.rows);
    notes.push(done.note);
  },
  receive: async () => {
    const done = await receiveJob(join(folder, 'receive'), sizes.receptions);
    rows.push(...done.rows);
    notes.push(done.note);
  },
  letter: async () => {
    const done = await letterJob(sizes.rounds);
    rows.push(...done.rows);
    notes.push(done.note);
  },
  alert: async () => {
    rows.push(await alertJob(join(folder, 'alert'), sizes.alerts));
  },
  pages: async () => {
    const done = await pagesJob(join(folder, 'pages'), sizes.pages);
    rows.push(...done.rows);
    notes.push(done.note);
  },
  start: async () => {
    rows.push(...(await startJob(join(folder, 'start'), sizes.laterStarts)));
  },
  sweep: async () => {
    const done = await sweepJob(join(folder, 'sweep'), sizes.sweeps);
    rows.push(...done.rows);
    notes.push(done.note);
  },
};

const unknown = only?.filter((name) => !Object.hasOwn(jobs, name)) ?? [];
if (unknown.length > 0) {
  console.error(`--only=${unknown.join(',')} names nothing that is measured. There are: ${Object.keys(jobs).join(', ')}.`);
  rmSync(folder, { recursive: true });
  process.exit(2);
}

try {
  for (const [name, job] of Object.entries(jobs)) {
    if (only?.includes(name) === false) continue;
    console.error(`${secondsSoFar()}: ${name}`);
    mkdirSync(join(folder, name));
    await job();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${tableOf(rows)}\n\n${notes.join('\n')}`);
console.log(
  `${String(sizes.rounds.rounds)} rounds each, A B B A, after ${String(sizes.rounds.warmUp)} of warm-up (${String(sizes.receptions.warmUp)} for MLLP). ${secondsSoFar()} in all.`,
);
process.exitCode = misses(rows) ? 1 : 0;
