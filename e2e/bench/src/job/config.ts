import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The environment of whatever the benchmark starts: its own Node first, and none of its own options or of the product's. */
export const environment = (): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => name !== 'NODE_OPTIONS' && !name.startsWith('RMS_'));
  return { ...Object.fromEntries(kept), PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` };
};

/** `strace`, where the machine has it. */
export const straceProgram = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'strace'))
    .find((file) => existsSync(file));
