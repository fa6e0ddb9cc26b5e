import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running node listens to the command line: a socket in a folder that only its owner can enter. */
export interface ControlAddress {
  readonly pid: number;
  readonly socket: string;
}
export const controlFile = (directory: string): string => join(directory, 'running.json');

/** Where a node that runs on a directory listens; `undefined` when none runs. */
export const runningAt = (directory: string): ControlAddress | undefined =>
  existsSync(controlFile(directory)) ? (JSON.parse(readFileSync(controlFile(directory), 'utf8')) as ControlAddress) : undefined;
