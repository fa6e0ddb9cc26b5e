import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const command = join(root, 'services', 'single-node', 'bin', 'rms.mjs');

/** The whole system as a user starts it, on a directory of its own. */
export interface RunningSystem {
  readonly http: string;
  readonly mllp: { readonly host: string; readonly port: number };
  readonly data: string;
  readonly password: string;
  /** One run of the command line beside it: what it printed, and its exit status. */
  rms(...args: readonly string[]): Promise<{ readonly status: number; readonly lines: readonly string[] }>;
  stop(): Promise<void>;
}

/** Resolves with the exit status of a process; 1 where a signal ended it. */
export const ended = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? 1);
    else
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
  });

export const runRms = async (...args: readonly string[]): Promise<{ readonly status: number; readonly lines: readonly string[] }> => {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  const status = await ended(child);
  return {
    status,
    lines: Buffer.concat(printed)
      .toString()
      .split('\n')
      .filter((line) => line !== ''),
  };
};

export interface Launch {
  readonly data: string;
  readonly seed: 'cast' | 'empty';
  readonly http?: number;
  readonly mllp?: number;
  /** Further options of `rms start`. */
  readonly more?: readonly string[];
}
export interface Launched {
  readonly child: ChildProcess;
  readonly http: { readonly host: string; readonly port: number };
  readonly mllp: { readonly host: string; readonly port: number };
  /** All that it has printed so far. */
  readonly told: () => string;
}

const placeOf = (address: string): { readonly host: string; readonly port: number } => {
  const [host = '', port = ''] = address.split(':');
  return { host, port: Number(port) };
};

/** Starts the system as a process of its own and waits until its doors are open. */
export const launch = async ({ data, seed, http = 0, mllp = 0, more = [] }: Launch): Promise<Launched> => {
  const ready = `${data}-ready.json`;
  rmSync(ready, { force: true });
  const child = spawn(
    process.execPath,
    [command, 'start', '--data', data, '--seed', seed, '--http', String(http), '--mllp', String(mllp), '--ready-file', ready, ...more],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const told = (): string => Buffer.concat(said).toString();
  const doors = await eventually(() => {
    if (child.exitCode !== null) throw new Error(`The system did not start: ${told()}`);
    return Promise.resolve(JSON.parse(readFileSync(ready, 'utf8')) as { readonly http: string; readonly mllp: string });
  }, 60_000);
  rmSync(ready);
  return { child, http: placeOf(doors.http), mllp: placeOf(doors.mllp), told };
};

/** The password of every training sign-in of a directory. */
export const trainingPassword = async (data: string): Promise<string> => {
  const { lines } = await runRms('sign-ins', '--json', '--data', data);
  return (JSON.parse(lines[0] ?? '{}') as { readonly password: string }).password;
};

/** Resolves when the demonstration has been brought to life. */
export const untilDemonstrated = ({ told }: Pick<Launched, 'told'>): Promise<void> =>
  eventually(
    () =>
      told().includes('demonstration is ready')
        ? Promise.resolve()
        : Promise.reject(new Error(`The demonstration is not ready: ${told()}`)),
    60_000,
  );
