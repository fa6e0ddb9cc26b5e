// A region and its engines, each process of which can be taken away in the middle of whatever it does.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { freePorts } from '../../infra/local/free-ports.mjs';
import { startEngine, untilReady } from '../../infra/local/engine.mjs';
import { kafka } from '../../infra/local/engines/kafka.mjs';
import { keycloak as keycloakWith } from '../../infra/local/engines/keycloak.mjs';
import { mongodb } from '../../infra/local/engines/mongodb.mjs';
import { running, stop } from '../../infra/local/processes.mjs';
import { behind, portsOfStore, rms, startRegion, startService, stopRegion, stores } from '../../infra/local/region.mjs';
import { services } from '../../infra/local/region-environment.mjs';

const breakingPoints = pathToFileURL(join(import.meta.dirname, 'breaking-points.mjs')).href;

const childOf = (pid) =>
  Number(
    readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
      .trim()
      .split(' ')[0],
  );
const residentMegabytesOf = (pid) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;

/**
 * Starts engines and an empty region of their own. Good news does not cool off: a letter may leave as soon as it is approved. Its
 * services know their breaking points unless `isBreakable` is false; where `only` names engines there is no region, and no others.
 */
export const openRegionAtRisk = async ({ isBreakable = true, only } = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'rms-faults-'));
  const [folder, enginesFolder, orders] = ['region', 'engines', 'orders'].map((name) => join(home, name));
  mkdirSync(orders);
  const password = randomBytes(12).toString('hex');
  const engines = [kafka, mongodb, keycloakWith({ admin: { username: 'admin', password } })];
  const portNames = ['broker', 'controller', 'mongodb', 'keycloak', 'history', 'intake', 'mllp', 'programs', ...services];
  const numbers = await freePorts(portNames.length);
  const ports = Object.fromEntries(portNames.map((name, nth) => [name, numbers[nth]]));
  const portsOfEngine = (engine) => Object.fromEntries(Object.keys(engine.ports).map((name) => [name, ports[name]]));
  const region = {
    name: `f${randomBytes(4).toString('hex')}`,
    folder,
    seed: 'empty',
    ports,
    engines: {
      kafka: `127.0.0.1:${String(ports.broker)}`,
      mongodb: `mongodb://127.0.0.1:${String(ports.mongodb)}`,
      keycloak: `http://127.0.0.1:${String(ports.keycloak)}`,
      administrator: password,
    },
    settings: {
      RMS_LETTERS_COOLING_MINUTES: '0',
      ...(isBreakable ? { NODE_OPTIONS: `--import ${breakingPoints}`, RMS_FAULTS_FOLDER: orders } : {}),
    },
  };
  const places = new Map([
    ...engines.map((engine) => [engine.name, { program: engine, place: { folder: enginesFolder, ports: portsOfEngine(engine) } }]),
    ...stores.map((store) => [store.name, { program: store, place: { folder, ports: portsOfStore(store, ports) } }]),
  ]);
  const begin = async (name) => {
    const { program, place } = places.get(name);
    await startEngine(program, place);
    await untilReady(program, place);
  };
  const close = async () => {
    await stopRegion(region);
    for (const { name } of engines) await stop(join(enginesFolder, 'run'), name);
    if (process.env.RMS_KEEP_REGIONS === undefined) rmSync(home, { recursive: true, force: true });
  };
  try {
    await Promise.all(engines.filter(({ name }) => only?.includes(name) ?? true).map(({ name }) => begin(name)));
    const { environment } = only === undefined ? await startRegion(region) : { environment: {} };
    const orderFor = (service) => join(orders, `${service}.order`);
    const hitsFile = join(orders, 'hits');
    return {
      home,
      folder,
      kafka: region.engines.kafka,
      mongodb: region.engines.mongodb,
      name: region.name,
      mllp: { host: '127.0.0.1', port: ports.mllp },
      environment,
      /** Has a service end, or hang, the next time it comes to a place. */
      order: (service, at, does) => {
        // Read whole or not at all.
        writeFileSync(`${orderFor(service)}.new`, JSON.stringify({ at, does }));
        renameSync(`${orderFor(service)}.new`, orderFor(service));
      },
      withdraw: (service) => rmSync(orderFor(service), { force: true }),
      hits: () =>
        existsSync(hitsFile)
          ? readFileSync(hitsFile, 'utf8')
              .split('\n')
              .filter((line) => line !== '')
              .map((line) => JSON.parse(line))
          : [],
      /** Takes an engine or a store away. */
      kill: (name) => process.kill(running(join(places.get(name).place.folder, 'run'), name).pid, 'SIGKILL'),
      begin,
      stopService: (service) => stop(join(folder, 'run'), service),
      startService: (service) => startService(service, { ...region, environment }),
      /** The services that are not ready, or have more than so many facts still to hear. */
      behind: async (most) => {
        const left = await Promise.all(services.map((service) => behind(ports[service])));
        return services.filter((_, nth) => left[nth] === undefined || left[nth] > most);
      },
      rms: async (...args) => {
        const { status, out, err } = await rms(environment, args);
        return { status, lines: out.split('\n').filter((line) => line !== ''), err };
      },
      /** What each service takes of the machine's memory. Linux alone tells. */
      residentMegabytes: () =>
        Object.fromEntries(services.map((service) => [service, residentMegabytesOf(childOf(running(join(folder, 'run'), service).pid))])),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
