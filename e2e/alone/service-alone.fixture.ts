import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/** One service in a process of its own, as somebody would start it: its compiled main file, and nothing in its environment but what is given. */
export class ServiceAlone {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  #said = '';
  #complained = '';

  constructor(
    readonly name: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.#child = spawn(process.execPath, [join(root, 'services', name, 'dist', 'main.js')], {
      cwd: environment['RMS_DATA'],
      env: { ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#said += chunk.toString();
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#complained += chunk.toString();
    });
    this.ended = new Promise((resolve) => {
      this.#child.on('close', (code) => {
        resolve({ code, said: this.#said, complained: this.#complained });
      });
    });
  }

  /** What it has printed so far. */
  get said(): string {
    return this.#said;
  }

  /** Where it answers, from the one line it prints. Rejects with what it complained of when it ends before. */
  async url(): Promise<string> {
    const line = new Promise<string>((resolve) => {
      const look = (): void => {
        const found = / answers at (\S+) /.exec(this.#said)?.[1];
        if (found !== undefined) resolve(found);
      };
      this.#child.stdout?.on('data', look);
      look();
    });
    const early = this.ended.then(({ code, complained }): never => {
      throw new Error(`${this.name} ended with ${String(code)}: ${complained}`);
    });
    return Promise.race([line, early]);
  }

  stop(signal: 'SIGTERM' | 'SIGINT'): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }
}
