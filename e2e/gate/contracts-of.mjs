#!/usr/bin/env node
// npm run test:contract -- NAME: runs the contract suite of a port on every adapter and says how many promises each keeps.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node, root, run } from './run-program.mjs';

const folders = {
  'event-store': 'libs/event-sourcing',
  'intake-log': 'libs/intake',
  'read-models': 'libs/read-models',
  messaging: 'libs/messaging',
  identity: 'libs/identity',
};
const name = process.argv[2] ?? '';
const folder = folders[name];
if (folder === undefined) {
  console.error(`There is no port "${name}". There are: ${Object.keys(folders).join(', ')}.`);
  process.exit(2);
}
await run(node, [join(root, 'libs/build/bin/build.mjs')], { quietUnlessItFails: true });
const out = mkdtempSync(join(tmpdir(), 'rms-contract-'));
const report = join(out, 'report.json');
const jest = join(root, 'node_modules', '.bin', 'jest');
await run(
  node,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    '--selectProjects',
    'contract',
    '--json',
    `--outputFile=${report}`,
    '--',
    folder,
  ],
  {
    quietUnlessItFails: true,
  },
);
const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
rmSync(out, { recursive: true });
const kept = new Map();
for (const { ancestorTitles, status } of testResults.flatMap((file) => file.assertionResults)) {
  const [adapter = ''] = ancestorTitles;
  const so = kept.get(adapter) ?? { passed: 0, failed: 0 };
  so[status === 'passed' ? 'passed' : 'failed'] += 1;
  kept.set(adapter, so);
}
for (const [adapter, { passed, failed }] of kept)
  console.log(`${String(passed).padStart(4)} passed ${String(failed).padStart(3)} failed  ${adapter}`);
const all = [...kept.values()];
const sum = (of) => all.reduce((total, one) => total + one[of], 0);
console.log(`${String(sum('passed'))} passed, ${String(sum('failed'))} failed`);
process.exit(all.length > 0 && sum('failed') === 0 ? 0 : 1);
