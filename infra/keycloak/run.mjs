#!/usr/bin/env node
// Runs a Keycloak with the realm of this system on this machine until it is told to stop:
//   node infra/keycloak/run.mjs PORT CACHE DATA [GATEWAY]
// Files are fetched to CACHE once; what it keeps is in DATA. Secrets are for this machine only and are printed. Needs a build (npm run build).
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keycloak } from '../local/engines/keycloak.mjs';
import { CannotBeHad } from '../local/java-files.mjs';
import { accepts, running, start, stop } from '../local/processes.mjs';
import { realmDocument } from '../../libs/identity/dist/keycloak/index.js';

const [port, cache, data, gateway = 'http://127.0.0.1:8080'] = process.argv.slice(2);
if (port === undefined || cache === undefined || data === undefined) {
  console.error('node infra/keycloak/run.mjs PORT CACHE DATA [GATEWAY]');
  process.exit(2);
}
const home = resolve(data);
mkdirSync(home, { recursive: true, mode: 0o700 });
const file = join(home, 'secrets.json');
const made = () =>
  Object.fromEntries(['gateway', 'service', 'staffKeeper', 'admin'].map((name) => [name, randomBytes(16).toString('hex')]));
if (!existsSync(file)) writeFileSync(file, JSON.stringify(made()), { mode: 0o600 });
const { admin, ...secrets } = JSON.parse(readFileSync(file, 'utf8'));

const engine = keycloak({ realm: realmDocument({ gatewayUrls: [gateway], secrets }), admin: { username: 'admin', password: admin } });
const place = { cache: resolve(cache), data: join(home, 'keycloak'), ports: { keycloak: Number(port) } };
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
const refuse = (sentence) => {
  console.error(sentence);
  process.exit(1);
};
const folder = join(home, 'running');

const bringUp = async () => {
  if (await accepts(Number(port))) refuse(`Something listens on port ${port} already.`);
  await engine.obtain(place.cache);
  console.log(`files are there after ${seconds()} s`);
  const { pid, log } = start(folder, engine.name, { ...engine.command(place), log: join(home, 'keycloak.log') });
  while (!(await engine.isReady(place))) {
    if (running(folder, engine.name) === undefined) refuse(`Keycloak has ended; its last words are in ${log}.`);
    await pause(200);
  }
  console.log(`ready after ${seconds()} s, process ${String(pid)}; to try the contracts on it:`);
  console.log(`RMS_TEST_KEYCLOAK=http://127.0.0.1:${port} RMS_TEST_KEYCLOAK_PASSWORD=${admin} npm run test:contract -- identity`);
};

const end = () => void stop(folder, engine.name).then(() => process.exit(0));
process.on('SIGINT', end).on('SIGTERM', end);
await bringUp().catch((error) => refuse(error instanceof CannotBeHad ? error.message : error.stack));
while (running(folder, engine.name) !== undefined) await pause(500);
refuse('Keycloak has ended.');
