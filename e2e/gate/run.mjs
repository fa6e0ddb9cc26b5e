#!/usr/bin/env node
// Runs one gate, stage by stage, to its end: a failure does not hide the next one. Ends with "N passed, N failed".
import { gates } from './stages.mjs';

const gate = process.argv[2] ?? 'test';
const stages = gates[gate];
if (stages === undefined) {
  console.error(`There is no gate "${gate}". There are: ${Object.keys(gates).join(', ')}.`);
  process.exit(2);
}
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
const began = performance.now();
const told = [];
const go = async ({ title, run }) => {
  const from = performance.now();
  console.log(`\n— ${title}`);
  const { passed, failed } = await run().catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  told.push({ title, passed, failed, took: seconds(from) });
  console.log(`${failed === 0 ? 'passed' : 'FAILED'}: ${title}: ${String(passed)} passed, ${String(failed)} failed, ${seconds(from)}`);
};
// Stages that stand in one list use one core each and need nothing of one another: they go beside one another.
for (const together of stages) await Promise.all([together].flat().map(go));
const sum = (of) => told.reduce((total, stage) => total + of(stage), 0);
console.log(
  `\n${told.map(({ title, passed, failed, took }) => `${failed === 0 ? '  ' : '! '}${title.padEnd(52)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed  ${took.padStart(8)}`).join('\n')}`,
);
console.log(`\n${seconds(began)}\n${String(sum((stage) => stage.passed))} passed, ${String(sum((stage) => stage.failed))} failed`);
process.exit(sum((stage) => stage.failed) === 0 ? 0 : 1);
