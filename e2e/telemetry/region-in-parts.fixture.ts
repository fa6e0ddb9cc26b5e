import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { execute, instantText, randomId, systemClock, type Execution, type StoredEvent } from '@rms/event-sourcing';
import { openDoor, type Door } from '@rms/event-sourcing/eventstoredb';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { openMllpSender } from '@rms/hl7';
import { starterProtocol } from '@rms/protocols/starters';
import { givenBy } from '@rms/service-kit';
import { openSpanReceiver, type SpanReceiver } from '@rms/telemetry/testing';
import { openingFacts, readyTheLetters, team, trust } from '../in-memory/first-facts.js';

const program = join(import.meta.dirname, 'part-of-a-region.mjs');
const begins = Date.parse('2026-03-10T09:00:00.000Z');
/** The trace within which the commands of these people are given, as a gateway would say it. */
export const askersTrace = 'a'.repeat(32);
const everyMs = 20;
const within = 30_000;

/** What somebody finds when he looks again and again; `undefined` when half a minute has gone by. */
const soon = async <T>(look: () => Promise<T | undefined>): Promise<T | undefined> => {
  const until = systemClock.now() + within;
  while (systemClock.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(everyMs);
  }
  return undefined;
};

interface Part {
  readonly child: ChildProcess;
  readonly urls: Readonly<Record<string, string>>;
  readonly mllp: string | undefined;
  /** What it wrote to its log so far. */
  readonly log: () => string;
}

/** A region whose services are in two processes on one history, and send their spans to a receiver here. */
export class RegionInParts {
  readonly history: MemoryEventStore;
  readonly #parts: Part[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'rms-parts-'));

  private constructor(
    readonly receiver: SpanReceiver,
    private readonly door: Door,
    private readonly opened: { readonly history: MemoryEventStore; readonly ahead: number },
  ) {
    this.history = opened.history;
  }

  static async open(): Promise<RegionInParts> {
    const ahead = begins - systemClock.now();
    const clock = { now: () => systemClock.now() + ahead };
    const history = new MemoryEventStore(clock);
    const execution: Execution = { store: history, now: () => instantText(clock.now()) };
    await openingFacts(execution);
    await readyTheLetters(async (aggregate, order) => {
      const context = givenBy({ kind: 'person', id: 'tom', role: 'letters-clerk' }, { commandId: randomId(), trust });
      return (await execute(execution, aggregate, { ...order, context })).accepted ? 'recorded' : 'refused';
    });
    const receiver = await openSpanReceiver();
    const door = await openDoor(history, { host: '127.0.0.1', port: 0, newId: randomId });
    const region = new RegionInParts(receiver, door, { history, ahead });
    try {
      await region.#start('hospital', ['registration', 'results']);
      await region.#start('clinic', ['pathway', 'letters', 'alerting']);
      return region;
    } catch (error) {
      await region.close();
      throw error;
    }
  }

  /** One message over the wire; answers with the reply. */
  async send(message: Uint8Array): Promise<string> {
    const [host = '', port = ''] = (this.#parts.find(({ mllp }) => mllp !== undefined)?.mllp ?? '').split(':');
    const sender = openMllpSender({ host, port: Number(port), timeoutMs: within });
    try {
      return Buffer.from((await sender.send(message, { expectReply: true })) ?? []).toString();
    } finally {
      await sender.close();
    }
  }

  /** A person’s command at an owner’s door. */
  async command(owner: string, path: string, body: object): Promise<number> {
    const url = this.#parts.map(({ urls }) => urls[owner]).find((each) => each !== undefined) ?? '';
    const response = await fetch(`${url}/trusts/${trust}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer ruth', 'content-type': 'application/json', traceparent: `00-${askersTrace}-${'b'.repeat(16)}-01` },
      body: JSON.stringify({ commandId: randomId(), ...body }),
    });
    await response.arrayBuffer();
    return response.status;
  }

  /** A nurse starts the follow-up of the patient with this record, as soon as pathway knows of him. */
  async starts(patient: string): Promise<void> {
    const { protocol, version } = starterProtocol('prostate-after-prostatectomy');
    const order = { patient, protocol, version, anchorOn: '2025-11-01', stream: 'self-management', team };
    const isStarted = await soon(async () => ((await this.command('pathway', '/follow-ups', order)) < 400 ? true : undefined));
    if (isStarted === undefined) throw new Error(`The follow-up was not started: ${this.logs}`);
  }

  /** The first fact that fits, as soon as it is recorded. Rejects when it does not come. */
  async recorded(type: string, fits: (event: StoredEvent) => boolean = () => true): Promise<StoredEvent> {
    const found = await soon(() => Promise.resolve(this.history.events.find((event) => event.type === type && fits(event))));
    if (found === undefined) throw new Error(`${type} was not recorded: ${this.logs}`);
    return found;
  }

  async metricsOf(owner: string): Promise<string> {
    const url = this.#parts.map(({ urls }) => urls[owner]).find((each) => each !== undefined) ?? '';
    return (await fetch(`${url}/metrics`)).text();
  }

  get logs(): string {
    return this.#parts.map(({ log }) => log()).join('');
  }

  /** Ends both processes, which send what they have not sent. */
  async end(): Promise<void> {
    for (const { child } of this.#parts.filter((part) => part.child.exitCode === null)) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
  }

  async close(): Promise<void> {
    await this.end();
    await this.door.close();
    await this.receiver.close();
    rmSync(this.#folder, { recursive: true });
  }

  async #start(name: string, services: readonly string[]): Promise<void> {
    const folder = join(this.#folder, name);
    mkdirSync(folder);
    const settings = {
      process: name,
      services,
      folder,
      store: `esdb://127.0.0.1:${String(this.door.port)}?tls=false`,
      traces: this.receiver.endpoint,
      ahead: this.opened.ahead,
    };
    const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'pipe'], env: {} });
    const told: string[] = [];
    child.stderr.on('data', (part: Buffer) => told.push(part.toString()));
    const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
    const early = once(child, 'exit').then((): never => {
      throw new Error(`${name} ended: ${told.join('')}`);
    });
    const [said] = await Promise.race([line, early]);
    early.catch(() => undefined);
    this.#parts.push({ child, log: () => told.join(''), ...(JSON.parse(said) as Pick<Part, 'urls' | 'mllp'>) });
  }
}
