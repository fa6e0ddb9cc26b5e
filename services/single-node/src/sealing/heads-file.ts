import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readHead, type Frontier, type TreeHead } from '@rms/event-sourcing';
import { SealRefused } from './seal-refused.js';

/** Every head that was signed on a directory, or over the history of a cluster, one a line: to be copied out to whoever does not keep the system. */
export const headsFile = (directory: string): string => join(directory, 'heads.jsonl');
/** The public key that heads of a directory are signed by, for whoever is to check them. */
export const publicKeyFile = (directory: string): string => join(directory, 'sealing-key.pub');
const frontierFile = (directory: string): string => join(directory, 'sealed-tree.json');

/** How far a tree had grown, and the position of its newest event; as long as positions were sizes it was not written down. */
export interface KeptFrontier extends Frontier {
  readonly position?: number;
}

const whole = (file: string, content: string): void => {
  writeFileSync(`${file}.unfinished`, content, { mode: 0o600, flush: true });
  renameSync(`${file}.unfinished`, file);
};

/** The lines of heads that lie in a directory. A last line without its end was never finished, and nobody was told of it. */
export const ownHeads = (directory: string): string => {
  if (!existsSync(headsFile(directory))) return '';
  const text = readFileSync(headsFile(directory), 'utf8');
  return text.slice(0, text.lastIndexOf('\n') + 1);
};

/** The newest head of a directory; `undefined` where none was signed. Throws where the last line is no head. */
export const newestHead = (directory: string): TreeHead | undefined => {
  const line = ownHeads(directory).trimEnd().split('\n').at(-1) ?? '';
  if (line === '') return undefined;
  const head = readHead(line);
  if (head === undefined) throw new SealRefused(`Nothing was sealed: the last line of ${headsFile(directory)} is no signed head.`);
  return head;
};

/** Adds a head, on disk when it returns. */
export const appendHead = (directory: string, head: TreeHead): void => {
  const finished = Buffer.byteLength(ownHeads(directory));
  const file = openSync(headsFile(directory), 'a', 0o600);
  try {
    ftruncateSync(file, finished);
    writeSync(file, `${JSON.stringify(head)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Where the tree stood when it was last sealed, so that nothing is read twice; `undefined` where that is not known. */
export const readFrontier = (directory: string): KeptFrontier | undefined => {
  try {
    return JSON.parse(readFileSync(frontierFile(directory), 'utf8')) as KeptFrontier;
  } catch {
    return undefined;
  }
};
export const writeFrontier = (directory: string, frontier: KeptFrontier): void => {
  whole(frontierFile(directory), JSON.stringify(frontier));
};

export const writePublicKey = (directory: string, pem: string): void => {
  if (!existsSync(publicKeyFile(directory))) whole(publicKeyFile(directory), pem);
};
