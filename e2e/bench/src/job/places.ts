import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('../..', import.meta.url));

/** The repository. */
export const root = join(bench, '..', '..');
export const fromSource = join(bench, 'from-source.mjs');
export const peersFolder = join(bench, 'peers');
/** Where all of a run's data lies: on the same disk as the repository, ignored by git, gone afterwards. */
export const outFolder = join(root, 'e2e', 'out');
export const sourceFile = (name: string): string => join(bench, 'src', name);
