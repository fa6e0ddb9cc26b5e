#!/usr/bin/env node
// npm run stack:up | stack:status | stack:down | stack:reset: the whole system on real engines, on this machine.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../libs/build/bin/build.mjs';
import { startEngine, untilReady } from './engine.mjs';
import { kafka } from './engines/kafka.mjs';
import { keycloak as keycloakWith } from './engines/keycloak.mjs';
import { mongodb } from './engines/mongodb.mjs';
import { CannotBeHad } from './java-files.mjs';
import { running, stop } from './processes.mjs';
import { secretsIn } from './region-environment.mjs';
import { forgetRegion, processesOf, startRegion, stopRegion } from './region.mjs';

const root = join(import.meta.dirname, '..', '..');
const folder = process.env.RMS_STACK_DATA ?? join(root, '.rms', 'stack');
const enginesFolder = join(folder, 'engines');
const secrets = secretsIn(join(folder, 'region'));
// Each region makes a realm of its own.
const keycloak = keycloakWith({ admin: { username: 'admin', password: secrets.RMS_KEYCLOAK_ADMIN_PASSWORD } });
const engines = [kafka, mongodb, keycloak];

const region = {
  name: 'rms',
  folder: join(folder, 'region'),
  seed: process.env.RMS_SEED ?? 'cast',
  ports: {
    history: 2113,
    intake: 2114,
    registration: 8081,
    results: 8082,
    pathway: 8083,
    letters: 8084,
    alerting: 8085,
    'portal-gateway': 8080,
    programs: 8086,
    mllp: 2575,
  },
  engines: {
    kafka: `127.0.0.1:${String(kafka.ports.broker)}`,
    mongodb: `mongodb://127.0.0.1:${String(mongodb.ports.mongodb)}`,
    keycloak: `http://127.0.0.1:${String(keycloak.ports.keycloak)}`,
  },
};

const say = (line) => console.error(line);

const rows = () => [
  ...engines.map((engine) => ({
    name: engine.name,
    what: engine.what,
    version: engine.version,
    port: Object.values(engine.ports)[0],
    pid: running(join(enginesFolder, 'run'), engine.name)?.pid,
    log: join(enginesFolder, 'logs', `${engine.name}.log`),
  })),
  ...processesOf(region),
];

const printTable = () => {
  const all = rows();
  const columns = ['name', 'version', 'port', 'pid', 'what', 'log'];
  const cells = all.map((row) => columns.map((column) => String(row[column] ?? 'not running')));
  const widths = columns.map((column, n) => Math.max(column.length, ...cells.map((row) => row[n].length)));
  const line = (row) =>
    row
      .map((cell, n) => cell.padEnd(widths[n]))
      .join('  ')
      .trimEnd();
  console.log([columns, ...cells].map(line).join('\n'));
  return all.every(({ pid }) => pid !== undefined);
};

const up = async () => {
  const began = performance.now();
  await build();
  await Promise.all(
    engines.map(async (engine) => {
      const { wasRunning } = await startEngine(engine, { folder: enginesFolder, say });
      await untilReady(engine, { folder: enginesFolder });
      say(`${engine.name} ${wasRunning ? 'was running' : 'answers'}`);
    }),
  );
  await startRegion(region, say);
  printTable();
  console.log(`\nWeb pages     http://127.0.0.1:${String(region.ports['portal-gateway'])}`);
  console.log(`HL7 messages  mllp://127.0.0.1:${String(region.ports.mllp)}`);
  console.log(
    `Sign-in       ${region.engines.keycloak}/realms/${region.name}, as ruth or another of rms sign-ins, password ${secrets.RMS_TRAINING_PASSWORD}`,
  );
  console.log(`Commands      set -a; . ${join(region.folder, 'environment')}; set +a; npx rms outcomes`);
  say(`Up in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
};

const down = async () => {
  await stopRegion(region);
  await Promise.all(engines.map((engine) => stop(join(enginesFolder, 'run'), engine.name)));
  say('Everything that was started is stopped.');
};

const commands = {
  up,
  down,
  status: () => {
    process.exitCode = printTable() ? 0 : 1;
  },
  reset: async () => {
    await down();
    forgetRegion(region);
    rmSync(enginesFolder, { recursive: true, force: true });
    say('What the stack had kept is gone.');
  },
};

const command = commands[process.argv[2] ?? ''];
if (command === undefined) {
  console.error(`Say one of ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}
try {
  await command();
} catch (error) {
  if (!(error instanceof CannotBeHad)) throw error;
  console.error(error.message);
  process.exit(1);
}
