import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');

/** What a file of infra/local exports. */
export const localFile = async <T>(file: string): Promise<T> => (await import(pathToFileURL(join(root, 'infra', 'local', file)).href)) as T;

export interface ContainerOfEngine {
  readonly image: string;
  readonly command?: readonly string[];
  readonly ports: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
}
interface Composition {
  readonly services: Readonly<Record<string, ContainerOfEngine>>;
  readonly volumes: Readonly<Record<string, null>>;
}

/** The engines as containers, from infra/compose.yaml. */
export const composition = (): Composition =>
  parse(readFileSync(join(root, 'infra', 'compose.yaml'), 'utf8'), { merge: true }) as Composition;

/** What stands in a page of the repository. */
export const pageAt = (path: string): string => readFileSync(join(root, path), 'utf8');
