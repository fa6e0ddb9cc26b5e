import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { instantText, systemClock } from '@rms/event-sourcing';
import { startMllpServer } from '@rms/hl7';
import { intakeFile, openDoor, openEmbeddedIntakeLog, type Feed } from '@rms/intake';
import { peersFolder } from '../job/places.js';
import { serve } from '../job/served.js';

export type ServerName = 'ours' | 'medplum' | 'simple-hl7';

/** What a server has used and made so far. `stored` is null for one that stores nothing. */
export interface ServerState {
  readonly cpuSeconds: number;
  readonly commits: number;
  readonly stored: number | null;
}

interface Server {
  readonly port: number;
  readonly commits: () => number;
  readonly stored: () => number | null;
  readonly close: () => Promise<void> | void;
}

const laboratory: Feed = {
  feed: '7d0e6a10-0000-4000-8000-000000000099',
  name: 'Laboratory',
  sends: 'Blood results',
  facilities: ['BENCH-LAB'],
  anyFacility: false,
  trusts: ['ZT001'],
  mayRegister: false,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes: [{ code: 'PSA', analyte: 'psa' }],
};

const hl7Now = (): string => `${instantText(systemClock.now()).replace(/[-:T]/g, '').slice(0, 14)}+0000`;
const fail = (error: unknown): never => {
  throw error instanceof Error ? error : new Error(JSON.stringify(error));
};

/** The product's door before the product's intake log, joined as the single node joins them. */
const ours = async (directory: string): Promise<Server> => {
  const log = await openEmbeddedIntakeLog(directory, systemClock);
  const door = openDoor({
    log,
    feeds: () => [laboratory],
    lookAgain: () => Promise.resolve(true),
    timestamp: hl7Now,
    controlId: () => randomUUID().slice(0, 20),
    onNotStored: fail,
  });
  const server = await startMllpServer({
    host: '127.0.0.1',
    port: 0,
    onFrame: (frame) => door(frame),
    onProblem: () => undefined,
  });
  const reader = new DatabaseSync(intakeFile(directory), { readOnly: true });
  const count = reader.prepare('SELECT count(*) AS n FROM message');
  return {
    port: server.port,
    commits: () => log.commits,
    stored: () => (count.get() as { n: number }).n,
    close: async () => {
      reader.close();
      await server.close();
      await log.close();
    },
  };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

type Open = (port: number) => Promise<() => Promise<void> | void>;
const peer = async (name: string): Promise<Server> => {
  const file = pathToFileURL(join(peersFolder, 'mllp-servers.mjs')).href;
  const { servers } = (await import(file)) as { servers: Readonly<Record<string, Open>> };
  const open = servers[name];
  if (open === undefined) throw new Error(`There is no server ${name}.`);
  const port = await freePort();
  const close = await open(port);
  return { port, commits: () => 0, stored: () => null, close };
};

const [name = '', directory = ''] = process.argv.slice(2);
const server = await (name === 'ours' ? ours(directory) : peer(name));

const state = (): ServerState => {
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, commits: server.commits(), stored: server.stored() };
};

serve({ port: () => server.port, state }, () => server.close());
