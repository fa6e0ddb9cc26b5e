import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { environment } from './config.js';
import { fromSource } from './places.js';
import type { Reply, Request } from './served.js';

const stopWithinMs = 10_000;
const answerWithinMs = 300_000;

export interface ContenderOptions {
  /** A file of the benchmark, or of a peer's adapter. */
  readonly file: string;
  readonly args: readonly string[];
  /** Where every fsync and fdatasync of the process is written down, with `strace`. Slow: for counting, never for timing. */
  readonly syncsTo?: string;
  readonly strace?: string;
}

const commandOf = ({ file, args, syncsTo, strace }: ContenderOptions): readonly string[] => {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', '--import', fromSource, file, ...args];
  return syncsTo === undefined || strace === undefined
    ? node
    : [strace, '-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', syncsTo, ...node];
};

/** One process that takes part in the job. */
export class Contender {
  readonly #child: ChildProcess;
  readonly #options: ContenderOptions;
  readonly #exited: Promise<void>;
  #waiting: ((reply: Reply) => void) | undefined;
  #said = '';

  private constructor(options: ContenderOptions) {
    const [command = '', ...args] = commandOf(options);
    this.#options = options;
    this.#child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: environment() });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#said = `${this.#said}${chunk.toString()}`.slice(-4000);
      });
    this.#child.on('message', (reply: Reply) => this.#waiting?.(reply));
    this.#exited = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        this.#waiting?.({ failed: `the process ended (${String(code ?? signal)})` });
        resolve();
      });
    });
    this.#child.on('error', (error) => this.#waiting?.({ failed: error.message }));
  }

  /** Starts the process; resolves when it is ready for requests. */
  static async start(options: ContenderOptions): Promise<Contender> {
    const contender = new Contender(options);
    await contender.#next();
    return contender;
  }

  /** The process id of what was started: of `strace` where that was asked for. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Asks for one thing and waits for it. Rejects with what the contender said when it cannot. */
  ask<Answer>(what: string, input: unknown = null): Promise<Answer> {
    const answer = this.#next() as Promise<Answer>;
    this.#child.send({ what, input } satisfies Request);
    return answer;
  }

  /** How often the process has flushed a file to the disk so far; only where it was started so. */
  syncs(): number {
    if (this.#options.syncsTo === undefined) return NaN;
    return readFileSync(this.#options.syncsTo, 'utf8')
      .split('\n')
      .filter((line) => /f(data)?sync\(/.test(line)).length;
  }

  /** Lets it end by itself, and ends it where it does not. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    if (this.#child.connected) this.#child.send({ what: 'stop', input: null } satisfies Request);
    const force = setTimeout(() => this.#child.kill('SIGKILL'), stopWithinMs);
    await this.#exited;
    clearTimeout(force);
  }

  #next(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#waiting?.({ failed: 'there was no answer in time' }), answerWithinMs);
      this.#waiting = (reply) => {
        clearTimeout(late);
        this.#waiting = undefined;
        if ('answer' in reply) resolve(reply.answer);
        else reject(new Error(`${this.#options.file} ${this.#options.args[0] ?? ''}: ${reply.failed}\n${this.#said}`));
      };
    });
  }
}
