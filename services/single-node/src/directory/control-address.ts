import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running node listens to the command line: a socket in a folder that only its owner can enter. */
export interface ControlAddress {
  readonly pid: number;
  readonly socket: string;
}
export const controlFile = (directory: string): string => join(directory, 'running.json');

/** Where a node that runs on a directory listens; `undefined` when none runs, or nobody can say. */
export const runningAt = (directory: string): ControlAddress | undefined => {
  try {
    return JSON.parse(readFileSync(controlFile(directory), 'utf8')) as ControlAddress;
  } catch {
    return undefined;
  }
};

/** Says where a node listens, whole or not at all. */
export const tellWhereItRuns = (directory: string, address: ControlAddress): void => {
  const unfinished = `${controlFile(directory)}.unfinished`;
  writeFileSync(unfinished, JSON.stringify(address), { mode: 0o600 });
  renameSync(unfinished, controlFile(directory));
};
