// One region on engines that run already: its two stores and its six services, each a process of its own.
import { rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ownNode } from '../../libs/build/bin/own-node.mjs';
import { begunOn } from './begun-on.mjs';
import { startEngine, untilReady } from './engine.mjs';
import { history, intake } from './engines/event-store.mjs';
import { nothingGiven } from './given-engines.mjs';
import { CannotBeHad } from './java-files.mjs';
import { running, start, stop } from './processes.mjs';
import { environmentOf, forServices, services } from './region-environment.mjs';

const root = join(import.meta.dirname, '..', '..');
const readyWithinMs = 120_000;
const lookEveryMs = 100;

// A service has little that lives shortly; what the engine would set aside for it by itself is a sixth of the service's memory.
const smallYoungGeneration = '--max-semi-space-size=4';

export const stores = [history, intake];
export const portsOfStore = (store, ports) => ({ grpc: ports[store.name] });

/** Runs the command line about a region to its end. Answers its exit status and what it printed. */
export const rms = (environment, args) =>
  new Promise((resolve) => {
    const child = spawn(ownNode(), [join(root, 'services', 'single-node', 'bin', 'rms.mjs'), ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err] = [[], []];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('close', (status) => resolve({ status: status ?? 1, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });

const must = async (environment, args) => {
  const { status, err } = await rms(environment, args);
  if (status !== 0) throw new CannotBeHad(`rms ${args.join(' ')} ended with ${String(status)}: ${err.trim()}`);
};

// Where traces go is said to whoever starts the region, and holds for each of its services.
const ofTraces = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('OTEL_')));

/** Starts one service of a region where it does not run. `settings` are what every service of it is told beyond the usual. */
export const startService = (service, { folder, ports, environment, settings = {} }) =>
  start(join(folder, 'run'), service, {
    command: ownNode(),
    args: [
      join(import.meta.dirname, 'keep-running.mjs'),
      ownNode(),
      smallYoungGeneration,
      join(root, 'services', service, 'dist', 'main.js'),
    ],
    env: {
      ...forServices(environment),
      ...ofTraces(),
      ...settings,
      RMS_HTTP_PORT: String(ports[service]),
      RMS_DATA: join(folder, 'data', service),
      ...(service === 'registration' ? { RMS_MLLP_PORT: String(ports.mllp) } : {}),
      ...(service === 'portal-gateway' ? { RMS_PROGRAMS_PORT: String(ports.programs) } : {}),
    },
    log: join(folder, 'logs', `${service}.log`),
  });

/** How many facts a service has still to hear before it has heard all there are; nothing where it is not ready, or does not answer. */
export const behind = async (port) => {
  try {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/health/ready`);
    return answer.ok ? (await answer.json()).behind : undefined;
  } catch {
    return undefined;
  }
};

const untilServiceReady = async (service, { folder, ports }) => {
  for (let waited = 0; waited < readyWithinMs; waited += lookEveryMs) {
    // Whoever is behind would show pages on which what the region was born with is missing.
    if ((await behind(ports[service])) === 0) return;
    const log = join(folder, 'logs', `${service}.log`);
    if (running(join(folder, 'run'), service) === undefined) throw new CannotBeHad(`${service} has ended. Its log: ${log}`);
    await pause(lookEveryMs);
  }
  throw new CannotBeHad(`${service} is not ready within ${String(readyWithinMs / 1000)} s: ask its /health/ready.`);
};

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Starts a region where it does not run yet: `{ name, folder, ports, engines, seed, given, settings }`, seed `empty` or `cast`, `given`
 * the event stores that others run (`givenEngines`), for which no door is started, `settings` what every service is told beyond the
 * usual. Answers `{ environment }` with which the command line finds it. What runs already is left as it is.
 */
export const startRegion = async (region, say = () => undefined) => {
  const { folder, ports, seed, given = nothingGiven, settings } = region;
  const { syntheticTrusts } = await import('@rms/synthetic-region');
  const names = syntheticTrusts.map(({ ods, name }) => `${ods}=${name}`).join(',');
  const environment = { ...environmentOf(region), RMS_TRUST_NAMES: names };
  const doors = stores.filter(({ name }) => given.stores[name] === undefined);
  for (const store of doors) await startEngine(store, { folder, ports: portsOfStore(store, ports), say });
  for (const store of doors) await untilReady(store, { folder, ports: portsOfStore(store, ports) });
  writeFileSync(
    join(folder, 'environment'),
    Object.entries(environment)
      .map(([name, value]) => `${name}=${quoted(value)}\n`)
      .join(''),
    { mode: 0o600 },
  );
  say('laying the foundations: realm, sign-ins, teams, feeds, protocols, templates');
  await must(environment, ['seed', 'empty']);
  for (const service of services)
    if (running(join(folder, 'run'), service) === undefined) startService(service, { folder, ports, environment, settings });
  // What one of them publishes at its start another may not have heard when it was first asked.
  for (let round = 0; round < 2; round += 1) await Promise.all(services.map((service) => untilServiceReady(service, region)));
  if (seed === 'cast') {
    say('bringing the demonstration to life');
    await must(environment, ['seed', 'cast']);
  }
  return { environment };
};

/** Stops the processes of a region, services first. */
export const stopRegion = async ({ folder }) => {
  const runs = join(folder, 'run');
  await Promise.all(services.map((service) => stop(runs, service)));
  for (const store of stores) await stop(runs, store.name);
};

/** Throws away what a region has kept. It must be stopped. */
export const forgetRegion = ({ folder }) => {
  rmSync(folder, { recursive: true, force: true });
};

const rowOf = (store, { ports }, given) =>
  given === undefined
    ? { name: store.name, what: store.what, version: store.version, port: ports[store.name] }
    : { name: store.name, what: `real node, as ${given.variable} says`, version: '-', port: given.hosts, at: given.hosts.split(',') };

/**
 * Every process of a region: `{ name, what, version, port, pid, log }`, `pid` undefined where it does not run. An event store that others
 * run has instead `at`, the addresses at which it answers.
 */
export const processesOf = (region) => {
  const { folder, ports } = region;
  const { stores: given } = begunOn(folder) ?? nothingGiven;
  return [
    ...stores.map((store) => rowOf(store, region, given[store.name])),
    ...services.map((service) => ({ name: service, what: 'service', version: history.version, port: ports[service] })),
  ].map((each) =>
    each.at === undefined
      ? { ...each, pid: running(join(folder, 'run'), each.name)?.pid, log: join(folder, 'logs', `${each.name}.log`) }
      : each,
  );
};
