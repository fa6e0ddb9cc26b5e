import type { KeyObject } from 'node:crypto';
import {
  instantText,
  leafOf,
  MerkleTree,
  publicPem,
  sealingKey,
  signHead,
  type Clock,
  type EventStore,
  type TreeHead,
} from '@rms/event-sourcing';
import { SealRefused } from './seal-refused.js';
import { appendHead, newestHead, readFrontier, writeFrontier, writePublicKey } from './heads-file.js';

/** The history is not the one that was sealed before. Nothing is signed: a head over it would hide what happened. */
const notWhatWasSealed = (why: string): SealRefused =>
  new SealRefused(`Nothing was sealed: ${why} Run rms verify, keep a copy of the directory, and find out who could write to it.`);

export interface SealerParts {
  readonly store: Pick<EventStore, 'readAll' | 'lastPosition'>;
  /** The data directory, which holds heads, frontier and public key. */
  readonly path: string;
  /** 32 bytes of the directory's own. */
  readonly seed: Uint8Array;
  /** The system clock. */
  readonly clock: Clock;
}

const pageOfEvents = 500;

/** A tree as it stood when a head was signed: from what was kept of it, where that still has the root of the head. */
const keptTree = (path: string, head: TreeHead): MerkleTree | undefined => {
  try {
    const frontier = readFrontier(path);
    const tree = frontier === undefined ? undefined : MerkleTree.from(frontier);
    return tree?.size === head.size && tree.root === head.root ? tree : undefined;
  } catch {
    return undefined;
  }
};

/** Signs the whole history from time to time, reading only what has come since. */
export class Sealer {
  readonly #parts: SealerParts;
  readonly #key: KeyObject;
  #tree: MerkleTree | undefined;
  #under: Promise<unknown> = Promise.resolve();

  constructor(parts: SealerParts) {
    this.#parts = parts;
    this.#key = sealingKey(parts.seed);
  }

  /** Seals what has come since; where nothing has, the newest head there is. Throws {@link SealRefused}. */
  seal(): Promise<TreeHead> {
    const sealed = this.#under.then(() => this.#seal());
    this.#under = sealed.catch(() => undefined);
    return sealed;
  }

  /** The public key as a PEM file. */
  get publicKey(): string {
    return publicPem(this.#key);
  }

  async #seal(): Promise<TreeHead> {
    const { path, store, clock } = this.#parts;
    const before = newestHead(path);
    const last = await store.lastPosition();
    if (before !== undefined && last < before.size)
      throw notWhatWasSealed(`the history ends after ${String(last)} events, and ${String(before.size)} were sealed on ${before.time}.`);
    const tree = await this.#treeAt(before);
    await this.#grow(tree, last);
    if (before?.size === tree.size) return before;
    const head = signHead({ size: tree.size, root: tree.root, time: instantText(clock.now()) }, this.#key);
    writePublicKey(path, this.publicKey);
    appendHead(path, head);
    writeFrontier(path, tree.frontier);
    return head;
  }

  async #treeAt(head: TreeHead | undefined): Promise<MerkleTree> {
    if (head === undefined) return (this.#tree = new MerkleTree());
    const known = this.#tree?.size === head.size ? this.#tree : keptTree(this.#parts.path, head);
    const tree = known ?? (await this.#grow(new MerkleTree(), head.size));
    if (tree.root !== head.root)
      throw notWhatWasSealed(`the first ${String(head.size)} events are not those that were sealed on ${head.time}.`);
    return (this.#tree = tree);
  }

  async #grow(tree: MerkleTree, through: number): Promise<MerkleTree> {
    while (tree.size < through) {
      const events = await this.#parts.store.readAll(tree.size, Math.min(pageOfEvents, through - tree.size));
      if (events.length === 0) throw notWhatWasSealed(`position ${String(tree.size + 1)} cannot be read.`);
      for (const event of events) {
        if (event.position !== tree.size + 1) throw notWhatWasSealed(`position ${String(tree.size + 1)} is missing.`);
        tree.append(leafOf(event));
      }
    }
    return tree;
  }
}
