import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

const ended = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
  });

const runRms = async (args: readonly string[]): Promise<{ readonly status: number; readonly lines: readonly string[] }> => {
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

/** Starts the system and waits until its doors are open and, with the demonstration, until it has been brought to life. */
export const startSystem = async (seed: 'demo' | 'empty'): Promise<RunningSystem> => {
  const data = mkdtempSync(join(tmpdir(), 'rms-journey-'));
  const ready = `${data}-ready.json`;
  const child = spawn(
    process.execPath,
    [command, 'start', '--data', data, '--seed', seed, '--http', '0', '--mllp', '0', '--ready-file', ready],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const told = (): string => Buffer.concat(said).toString();
  const doors = await eventually(() => {
    if (child.exitCode !== null) throw new Error(`The system did not start: ${told()}`);
    return Promise.resolve(JSON.parse(readFileSync(ready, 'utf8')) as { readonly http: string; readonly mllp: string });
  }, 60_000);
  await eventually(() => {
    if (seed === 'demo' && !told().includes('demonstration is ready')) throw new Error(`The demonstration is not ready: ${told()}`);
    return Promise.resolve();
  }, 60_000);
  const [host = '', port = ''] = doors.mllp.split(':');
  const { lines } = await runRms(['sign-ins', '--json', '--data', data]);
  const { password } = JSON.parse(lines[0] ?? '{}') as { readonly password: string };
  return {
    http: `http://${doors.http}`,
    mllp: { host, port: Number(port) },
    data,
    password,
    rms: (...args) => runRms([...args, '--data', data]),
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
      rmSync(data, { recursive: true });
      rmSync(ready, { force: true });
    },
  };
};
