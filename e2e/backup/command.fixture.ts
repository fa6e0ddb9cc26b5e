import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ended } from '../journeys/cast/running-system.js';

const command = join(import.meta.dirname, '..', '..', 'services', 'single-node', 'bin', 'rms.mjs');

/** One run of the command line: its exit status, what it printed and what it complained of. */
export interface Ran {
  readonly status: number;
  readonly lines: readonly string[];
  readonly complaint: string;
}

const start = (args: readonly string[]) => {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });
  const [printed, complained]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complained.push(chunk));
  const ran = async (): Promise<Ran> => ({
    status: await ended(child),
    lines: Buffer.concat(printed)
      .toString()
      .split('\n')
      .filter((line) => line !== ''),
    complaint: Buffer.concat(complained).toString(),
  });
  return { child, ran };
};

export const rms = (...args: readonly string[]): Promise<Ran> => start(args).ran();

/** Runs a command and kills it once a file is there, wherever it stands then. */
export const killedOnce = async (file: string, ...args: readonly string[]): Promise<Ran> => {
  const { child, ran } = start(args);
  while (child.exitCode === null && child.signalCode === null && !existsSync(file)) await new Promise(setImmediate);
  child.kill('SIGKILL');
  return ran();
};
