import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProtocol } from '../checked.js';
import type { Protocol } from '../protocol.js';

const folder = join(import.meta.dirname, '..', 'starter');

const readFile = (name: string): Protocol => {
  try {
    return readProtocol(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  } catch (error) {
    throw new Error(`starter/${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
};

/**
 * The protocols that come with the system, each a draft until a clinician signs it: every file of the folder, so that another one
 * needs its file and nothing more. All are read before any is used: one that is not sound refuses them all.
 */
export const starterProtocols: readonly Protocol[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map(readFile);

/** The starter of a name. Throws where there is none. */
export const starterProtocol = (name: string): Protocol => {
  const found = starterProtocols.find((protocol) => protocol.name === name);
  if (found === undefined) throw new Error(`There is no starter protocol “${name}”.`);
  return found;
};
