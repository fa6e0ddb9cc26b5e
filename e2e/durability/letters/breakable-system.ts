import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ended } from '../../journeys/cast/running-system.js';

/** What its process is asked over its channel, and what it answers. */
interface Questions {
  doors: { readonly mllp: { readonly host: string; readonly port: number }; readonly letters: string; readonly pathway: string };
  token: string;
  quiet: null;
  arm: null;
  advance: null;
}
type Told = { readonly ready?: true; readonly ended?: string; readonly id?: number; readonly answer?: unknown; readonly failed?: string };

const comesThereWithinMs = 20_000;

export interface BreakableOptions {
  readonly data: string;
  readonly carrierTakesMs?: number;
  /** A fault on purpose, to see that it is found: each call to the carrier is made twice. */
  readonly callsTwice?: boolean;
}

/** The whole system as a process that can be killed from outside at any moment, or made to end itself at a named one. */
export class BreakableSystem {
  kills = 0;
  #child: ChildProcess | undefined;
  #doors: Questions['doors'] | undefined;
  #asked = 0;

  constructor(private readonly options: BreakableOptions) {}

  get doors(): Questions['doors'] {
    if (this.#doors === undefined) throw new Error('It has not been started.');
    return this.#doors;
  }

  async start(): Promise<void> {
    const { data, carrierTakesMs = 0, callsTwice = false } = this.options;
    const child = fork(
      join(import.meta.dirname, 'breakable-node.mjs'),
      [data, String(carrierTakesMs), callsTwice ? 'calls-twice' : 'calls-once'],
      { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    const said: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.on('message', (told: Told) => {
        if (told.ready === true) resolve();
      });
      child.once('exit', () => {
        reject(new Error(`It did not start: ${Buffer.concat(said).toString()}`));
      });
    });
    this.#doors = await this.#ask('doors');
  }

  /** Takes the process away in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.#running.kill('SIGKILL');
    await ended(this.#running);
    this.kills += 1;
  }

  /** Has it end itself, as by SIGKILL, the so-manieth time that it comes to a point. Resolves with what broke off by it. */
  async endsAt(at: string, hits: number, meanwhile: () => Promise<unknown>): Promise<void> {
    await this.#ask('arm', { at, hits });
    const over = ended(this.#running);
    let why: unknown;
    const tooLate = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`It never came to “${at}”.`, { cause: why }));
      }, comesThereWithinMs);
      void over.then(() => {
        clearTimeout(timer);
      });
    });
    // Whoever was being served is cut off with it: that he was is no failure, unless it never came to the point.
    const cutOff = meanwhile().catch((error: unknown) => {
      why = error;
    });
    await Promise.race([tooLate, Promise.all([over, cutOff])]);
    this.kills += 1;
  }

  async stop(): Promise<void> {
    this.#running.kill('SIGTERM');
    await ended(this.#running);
  }

  tokenOf(person: string): Promise<string> {
    return this.#ask('token', { of: person });
  }

  /** Resolves when nothing that was recorded waits for anything. */
  async quiet(): Promise<void> {
    await this.#ask('quiet');
  }

  /** Time goes on by the training clock, and all that falls due on the way happens. */
  async passes(hours: number): Promise<void> {
    await this.#ask('advance', { hours });
  }

  get #running(): ChildProcess {
    if (this.#child === undefined) throw new Error('It has not been started.');
    return this.#child;
  }

  #ask<Q extends keyof Questions>(ask: Q, more: object = {}): Promise<Questions[Q]> {
    const child = this.#running;
    const id = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      const over = (): void => {
        child.off('message', heard);
        child.off('exit', gone);
      };
      const gone = (): void => {
        over();
        reject(new Error('It ended before it answered.'));
      };
      const heard = (told: Told): void => {
        if (told.id !== id) return;
        over();
        if (told.failed === undefined) resolve(told.answer as Questions[Q]);
        else reject(new Error(told.failed));
      };
      child.on('message', heard);
      child.once('exit', gone);
      child.send({ id, ask, ...more });
    });
  }
}
