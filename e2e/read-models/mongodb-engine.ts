import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually } from '../journeys/cast/eventually.js';

interface Engine {
  readonly name: string;
  obtain(cache: string): Promise<void>;
  command(place: { readonly cache: string; readonly data: string; readonly ports: { readonly mongodb: number } }): object;
  isReady(place: { readonly ports: { readonly mongodb: number } }): Promise<boolean>;
}
interface Processes {
  start(folder: string, name: string, order: object): { readonly pid: number };
  stop(folder: string, name: string): Promise<boolean>;
}

const local = join(import.meta.dirname, '..', '..', 'infra', 'local');
const imported = async <T>(file: string): Promise<T> => (await import(pathToFileURL(join(local, file)).href)) as T;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** The server that stands in for MongoDB, over a folder of its own. */
export class MongodbEngine {
  #pid = 0;
  readonly url: string;

  private constructor(
    private readonly engine: Engine,
    private readonly processes: Processes,
    private readonly place: { readonly cache: string; readonly data: string; readonly ports: { readonly mongodb: number } },
  ) {
    this.url = `mongodb://127.0.0.1:${String(place.ports.mongodb)}`;
  }

  /** Has its files at hand and starts it. */
  static async start(cache: string): Promise<MongodbEngine> {
    const { mongodb } = await imported<{ readonly mongodb: Engine }>('engines/mongodb.mjs');
    await mongodb.obtain(cache);
    const place = { cache, data: mkdtempSync(join(tmpdir(), 'rms-mongodb-')), ports: { mongodb: await freePort() } };
    const engine = new MongodbEngine(mongodb, await imported<Processes>('processes.mjs'), place);
    await engine.startAgain();
    return engine;
  }

  async startAgain(): Promise<void> {
    const { data } = this.place;
    const order = { ...this.engine.command(this.place), log: join(data, 'log') };
    this.#pid = this.processes.start(data, this.engine.name, order).pid;
    await eventually(async () => {
      if (!(await this.engine.isReady(this.place))) throw new Error('The server does not answer.');
    }, 30_000);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    process.kill(this.#pid, 'SIGKILL');
    await eventually(async () => {
      if (await this.engine.isReady(this.place)) throw new Error('The server still answers.');
    }, 5000);
  }

  /** Ends it as it is ended every day. */
  async stop(): Promise<void> {
    await this.processes.stop(this.place.data, this.engine.name);
  }

  /** Holds it, so that connections stay and nothing is answered. */
  hold(): void {
    process.kill(this.#pid, 'SIGSTOP');
  }

  goOn(): void {
    process.kill(this.#pid, 'SIGCONT');
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.place.data, { recursive: true });
  }
}
