import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from './documents/index.js';

const root = join(import.meta.dirname, '..');

/** Names of the JSON files in a folder of this workspace, without the ending. */
export const jsonFilesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));

export const foldersIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

export const textOfFile = (file: string): string => readFileSync(join(root, file), 'utf8');
export const jsonOfFile = (file: string): JsonObject => JSON.parse(textOfFile(file)) as JsonObject;
