#!/usr/bin/env node
// npm run stack:up | stack:status | stack:down | stack:reset: the whole system on real engines, on this machine.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../libs/build/bin/build.mjs';
import { begunOn, standOn } from './begun-on.mjs';
import { startEngine, untilGivenAnswers, untilReady } from './engine.mjs';
import { history, intake } from './engines/event-store.mjs';
import { kafka } from './engines/kafka.mjs';
import { keycloak as keycloakWith } from './engines/keycloak.mjs';
import { mongodb } from './engines/mongodb.mjs';
import { givenEngines, nothingGiven } from './given-engines.mjs';
import { CannotBeHad } from './java-files.mjs';
import { accepts, running, stop } from './processes.mjs';
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
    history: history.ports.grpc,
    intake: intake.ports.grpc,
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

const engineRow = (engine, areGiven) => {
  const [port] = Object.values(engine.ports);
  const { name, what, version } = engine;
  if (areGiven) return { name, what: 'as RMS_STACK_ENGINES says', version: '-', port, at: [`127.0.0.1:${String(port)}`] };
  return {
    ...{ name, what, version, port },
    pid: running(join(enginesFolder, 'run'), name)?.pid,
    log: join(enginesFolder, 'logs', `${name}.log`),
  };
};

const isThereAt = async (addresses) => {
  const parts = addresses.map((address) => /^\[?(.+?)\]?(?::(\d+))?$/.exec(address) ?? []);
  const answers = await Promise.all(parts.map(([, host, port = '2113']) => accepts(Number(port), host)));
  return answers.includes(true);
};

// What others run has no process of ours and no log: it is asked whether it takes connections.
const rowsNow = () => {
  const areGiven = (begunOn(region.folder) ?? nothingGiven).engines;
  const rows = [...engines.map((engine) => engineRow(engine, areGiven)), ...processesOf(region)];
  return Promise.all(
    rows.map(async (row) => (row.at === undefined ? row : { ...row, pid: (await isThereAt(row.at)) ? 'not ours' : undefined, log: '-' })),
  );
};

const printTable = async () => {
  const all = await rowsNow();
  const columns = ['name', 'version', 'port', 'pid', 'what', 'log'];
  const cells = all.map((row) => columns.map((column) => String(row[column] ?? (row.at === undefined ? 'not running' : 'no answer'))));
  const widths = columns.map((column, n) => Math.max(column.length, ...cells.map((row) => row[n].length)));
  const line = (row) =>
    row
      .map((cell, n) => cell.padEnd(widths[n]))
      .join('  ')
      .trimEnd();
  console.log([columns, ...cells].map(line).join('\n'));
  return all.every(({ pid }) => pid !== undefined);
};

const startOwn = async (engine) => {
  const { wasRunning } = await startEngine(engine, { folder: enginesFolder, say });
  await untilReady(engine, { folder: enginesFolder });
  say(`${engine.name} ${wasRunning ? 'was running' : 'answers'}`);
};

const up = async () => {
  const began = performance.now();
  const given = givenEngines(process.env);
  await build();
  await standOn(region.folder, given);
  await Promise.all(engines.map(given.engines ? untilGivenAnswers : startOwn));
  await startRegion({ ...region, given, engines: { ...region.engines, administrator: given.administrator } }, say);
  await printTable();
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
  status: async () => {
    process.exitCode = (await printTable()) ? 0 : 1;
  },
  reset: async () => {
    const { engines: areGiven, stores } = begunOn(region.folder) ?? nothingGiven;
    await down();
    forgetRegion(region);
    rmSync(enginesFolder, { recursive: true, force: true });
    say('What the stack had kept is gone.');
    const others = [...(areGiven ? ['Kafka, Keycloak and MongoDB'] : []), ...Object.values(stores).map(({ hosts }) => hosts)];
    if (others.length > 0) say(`What it had others keep is still there: ${others.join(', ')}.`);
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
