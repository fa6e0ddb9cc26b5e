import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '..', '..', 'dist', 'eventstoredb', 'door-process.js');

/** A door as a process of its own: as it runs, and apart from whatever a client package does to its process. */
export interface DoorUnderTest {
  readonly port: number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Lets it stand still: its connections stay, and nothing is answered. */
  halt(): void;
  goOn(): void;
}

/** Opens a door over the history of a directory. */
export const doorOver = async (directory: string, port = 0): Promise<DoorUnderTest> => {
  const child = spawn(process.execPath, [program, '--data', directory, '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const endedBy = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    child.kill('SIGCONT');
    await ended;
  };
  return {
    port: (JSON.parse(line) as { readonly port: number }).port,
    kill: () => endedBy('SIGKILL'),
    stop: () => endedBy('SIGTERM'),
    halt: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
  };
};

export const historyForTest = (): { readonly directory: string; remove(): void } => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-door-'));
  return {
    directory,
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
};
