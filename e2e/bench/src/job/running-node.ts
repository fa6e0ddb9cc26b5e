import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from './config.js';

const lookEveryMs = 2;
const startWithinMs = 120_000;
const jiffiesPerSecond = 100;

/** A system started as `npm start` starts it, in a process of its own. */
export interface RunningNode {
  /** Where its pages are. */
  readonly home: string;
  readonly mllpPort: number;
  /** From the command to the ready file, which is written when every door is open. */
  readonly readyAfterMs: number;
  /** Waits until it has printed this. */
  says(text: string): Promise<void>;
  /** Resident memory in MB; NaN where the operating system has no /proc. */
  residentMegabytes(): number;
  /** CPU-seconds used so far, of all threads; NaN where the operating system has no /proc. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

const until = async (isSo: () => boolean, what: () => string): Promise<void> => {
  const from = performance.now();
  while (!isSo()) {
    if (performance.now() - from > startWithinMs) throw new Error(what());
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
};
const procFile = (pid: number, name: string): string => {
  const file = `/proc/${String(pid)}/${name}`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** Starts the system that lies under `root` on a data directory. Resolves when its doors are open. */
export const startNode = async (root: string, data: string, seed: 'demo' | 'empty'): Promise<RunningNode> => {
  const ready = `${data}-ready.json`;
  rmSync(ready, { force: true });
  const command = join(root, 'services', 'single-node', 'bin', 'rms.mjs');
  const args = [command, 'start', '--data', data, '--seed', seed, '--http', '0', '--mllp', '0', '--ready-file', ready];
  const from = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const has = (isSo: () => boolean) => (): boolean => {
    if (child.exitCode !== null) throw new Error(`The system has ended: ${said}`);
    return isSo();
  };
  await until(
    has(() => existsSync(ready)),
    () => `The system did not open its doors: ${said}`,
  );
  const readyAfterMs = performance.now() - from;
  const doors = JSON.parse(readFileSync(ready, 'utf8')) as { readonly pid: number; readonly http: string; readonly mllp: string };
  return {
    home: `http://${doors.http}`,
    mllpPort: Number(doors.mllp.split(':').at(-1)),
    readyAfterMs,
    says: (text) =>
      until(
        has(() => said.includes(text)),
        () => `The system did not say "${text}": ${said}`,
      ),
    residentMegabytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(procFile(doors.pid, 'status'))?.[1] ?? NaN) / 1024,
    cpuSeconds: () => {
      const fields = procFile(doors.pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11] ?? NaN) + Number(fields[12] ?? NaN)) / jiffiesPerSecond;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
