import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, for nobody else to read. One after the other: told to make all of them, Node never returns
 * where a folder can be neither found nor made, as under /proc. Throws the error of the operating system.
 */
export const makeFolders = (path: string): void => {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const each of missing) mkdirSync(each, { mode: 0o700 });
};
