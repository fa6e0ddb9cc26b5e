#!/usr/bin/env node
// npm run test:stack [-- --quick | --adapters | --journeys [NAME …]]: brings the engines of a cluster up, holds every
// adapter to its port’s promises on them, walks the journeys on regions of their own, and takes all of it down again.
// With --quick one journey stands for all, with --adapters there is none, with --journeys there is nothing else, and of
// them only those whose name contains a NAME. Ends with "N passed, N failed".
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, startEngine, untilReady } from '../../infra/local/engine.mjs';
import { kafka } from '../../infra/local/engines/kafka.mjs';
import { keycloak as keycloakWith } from '../../infra/local/engines/keycloak.mjs';
import { mongodb } from '../../infra/local/engines/mongodb.mjs';
import { freePorts } from '../../infra/local/free-ports.mjs';
import { stop } from '../../infra/local/processes.mjs';
import { node, root, run } from './run-program.mjs';

const isQuick = process.argv.includes('--quick');
const hasJourneys = !process.argv.includes('--adapters');
const hasAdapters = !process.argv.includes('--journeys');
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const walked = isQuick ? ['a-psa-is-reviewed'] : named.length > 0 ? named : ['e2e/journeys'];
// These ask a system in the same process, or the files of its directory.
const ofOneNode = ['planted-orphans', 'who-may-sign-in', 'known-and-true', 'every-page', 'every-page-of-administration'];
const adapters = [
  'libs/messaging',
  'libs/read-models',
  'libs/identity',
  'libs/intake',
  'libs/event-sourcing',
  'services/portal-gateway/src/session',
  'e2e/read-models',
];

const folder = mkdtempSync(join(tmpdir(), 'rms-stack-'));
const password = randomBytes(12).toString('hex');
const portsOf = async (engine) => {
  const names = Object.keys(engine.ports);
  const numbers = await freePorts(names.length);
  return Object.fromEntries(names.map((name, nth) => [name, numbers[nth]]));
};

const jest = async (title, args) => {
  const began = performance.now();
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const program = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules', '.bin', 'jest')];
  const code = await run(node, [...program, '--runInBand', '--json', `--outputFile=${report}`, ...args], { quietUnlessItFails: true });
  const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1 };
  const failed = told.numFailedTests + (told.numRuntimeErrorTestSuites ?? 0) + (told.numPendingTests ?? 0);
  const sum = { passed: told.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${sum.failed === 0 ? 'passed' : 'FAILED'}: ${title}: ${String(sum.passed)} passed, ${String(sum.failed)} failed, ${seconds} s`,
  );
  return sum;
};

const keycloak = keycloakWith({ admin: { username: 'admin', password } });
const engines = [kafka, mongodb, keycloak];
const began = performance.now();
const sums = [];
try {
  await run(node, [join(root, 'libs/build/bin/build.mjs')], { quietUnlessItFails: true });
  const ports = new Map();
  for (const engine of engines) ports.set(engine.name, await portsOf(engine));
  await Promise.all(
    engines.map(async (engine) => {
      const place = { folder, ports: ports.get(engine.name) };
      await startEngine(engine, place);
      await untilReady(engine, place);
    }),
  );
  const broker = `127.0.0.1:${String(ports.get('kafka').broker)}`;
  const documents = `mongodb://127.0.0.1:${String(ports.get('mongodb').mongodb)}`;
  const signIns = `http://127.0.0.1:${String(ports.get('keycloak').keycloak)}`;
  console.log(`The engines answer after ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  Object.assign(process.env, {
    RMS_ENGINES_CACHE: cacheFolder,
    RMS_TEST_KAFKA: broker,
    RMS_TEST_MONGODB: documents,
    RMS_TEST_KEYCLOAK: signIns,
    RMS_TEST_KEYCLOAK_PASSWORD: password,
  });
  if (hasAdapters)
    sums.push(await jest('the promises of the ports on real engines', ['--selectProjects', 'contract', 'integration', '--', ...adapters]));
  if (hasJourneys) {
    process.env.RMS_TEST_ENGINES = JSON.stringify({ kafka: broker, mongodb: documents, keycloak: signIns, administrator: password });
    const others = ofOneNode.map((name) => `--testPathIgnorePatterns=/${name}\\.journey`);
    sums.push(await jest('journeys on a cluster', ['--selectProjects', 'journeys', ...others, '--', ...walked]));
  }
} catch (error) {
  console.error(error);
  sums.push({ passed: 0, failed: 1 });
} finally {
  for (const engine of engines) await stop(join(folder, 'run'), engine.name);
  rmSync(folder, { recursive: true, force: true });
}
const sum = (of) => sums.reduce((total, one) => total + one[of], 0);
console.log(`${((performance.now() - began) / 1000).toFixed(1)} s\n${String(sum('passed'))} passed, ${String(sum('failed'))} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
