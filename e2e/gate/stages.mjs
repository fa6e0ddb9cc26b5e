// What each gate is made of. A stage answers how many of its checks passed and failed.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { node, root, run } from './run-program.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const program = (title, ...args) => ({
  title,
  run: async () => ((await run(node, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
});

const jest = (title, projects, { isAloud = false } = {}) => ({
  title,
  run: async () => {
    const folder = join(root, 'e2e', 'out');
    const report = join(folder, `${title.replaceAll(' ', '-')}.json`);
    mkdirSync(folder, { recursive: true });
    rmSync(report, { force: true });
    const args = [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      bin('jest'),
      '--selectProjects',
      ...projects,
      '--json',
      `--outputFile=${report}`,
      '--silent=false',
    ];
    const code = await run(node, args, { quietUnlessItFails: !isAloud });
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    // A test that did not run is a test that failed.
    const failed = numFailedTests + numRuntimeErrorTestSuites + numPendingTests;
    return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
  },
});

const graph = program('which project needs which', bin('nx'), 'graph', '--file=.nx/graph.json');
const counted = (title, script) => ({
  title,
  run: async () => {
    const lines = [];
    const code = await run(node, [join(root, script)], { onLine: (line) => lines.push(line) });
    const last = /(\d+) guards hold, (\d+) do not/.exec(lines.join('\n'));
    return last === null
      ? { passed: 0, failed: 1 }
      : { passed: Number(last[1]), failed: code !== 0 && last[2] === '0' ? 1 : Number(last[2]) };
  },
});

const build = program('compile', join(root, 'libs/build/bin/build.mjs'));
const types = program('types', bin('tsc'), '--noEmit', '-p', 'tsconfig.json');
const typesAround = program('types of what is around it', bin('tsc'), '--noEmit', '-p', 'e2e');
const lines = program('lines as prettier sets them', bin('prettier'), '--check', '--log-level', 'warn', '.');
const lint = program('lint', bin('eslint'), '--max-warnings', '0', '--cache', '--cache-location', '.nx/eslint', '.');
const guards = counted('guards, each with a violation that it refuses', 'e2e/guards/run.mjs');
const contracts = program('contracts as generated', join(root, 'contracts/bin/generate.mjs'), '--check');
const picture = program('the picture of the projects as drawn', join(root, 'docs/bin/dependencies.mjs'), '--check');
const hazards = program('the hazard log as its files say', join(root, 'docs/bin/hazard-log.mjs'), '--check');
const journeys = jest('journeys in a browser', ['journeys']);

export const gates = {
  check: [build, graph, types, typesAround, lines, lint, jest('unit tests', ['unit'])],
  test: [
    build,
    graph,
    [types, lines],
    [lint, guards],
    [typesAround, hazards],
    contracts,
    picture,
    jest('unit, property, contract and integration tests', ['unit', 'property', 'contract', 'integration']),
    journeys,
  ],
  journeys: [build, journeys],
  durability: [build, jest('durability', ['durability'])],
  region: [build, jest('the whole training region', ['region'])],
  faults: [build, jest('faults on a cluster', ['faults'], { isAloud: true })],
};
