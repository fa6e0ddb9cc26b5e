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
  type StoredEvent,
  type TreeHead,
} from '@rms/event-sourcing';
import { SealRefused } from './seal-refused.js';
import { appendHead, newestHead, readFrontier, writeFrontier, writePublicKey } from './heads-file.js';

/** The history is not the one that was sealed before. Nothing is signed: a head over it would hide what happened. */
const notWhatWasSealed = (why: string): SealRefused =>
  new SealRefused(`Nothing was sealed: ${why} Run rms verify, keep a copy of it as it is, and find out who could write to it.`);

export interface SealerParts {
  readonly store: Pick<EventStore, 'readAll' | 'lastPosition'>;
  /** The folder that holds heads, frontier and public key. */
  readonly path: string;
  /** 32 bytes of its own. */
  readonly seed: Uint8Array;
  /** The system clock. */
  readonly clock: Clock;
  /** How the store counts: each event by one, or by where it lies in a log that holds other things too. */
  readonly positions?: 'dense' | 'rising';
}

/** A tree, and the position of the newest event in it. */
interface Grown {
  readonly tree: MerkleTree;
  at: number;
}

const pageOfEvents = 500;

/** A tree as it stood when a head was signed: from what was kept of it, where that still has the root of the head. */
const keptTree = (path: string, head: TreeHead): Grown | undefined => {
  try {
    const frontier = readFrontier(path);
    const tree = frontier === undefined ? undefined : MerkleTree.from(frontier);
    if (frontier === undefined || tree?.size !== head.size || tree.root !== head.root) return undefined;
    // Where it was not written down, positions were sizes.
    return { tree, at: frontier.position ?? frontier.size };
  } catch {
    return undefined;
  }
};

/** Signs the whole history from time to time, reading only what has come since. */
export class Sealer {
  readonly #parts: SealerParts;
  readonly #key: KeyObject;
  #grown: Grown | undefined;
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
    const grown = await this.#grownTo(before, last);
    await this.#grow(grown, { through: last });
    const { tree, at } = grown;
    if (this.#isDense && at !== last) throw notWhatWasSealed(`position ${String(at + 1)} cannot be read.`);
    if (before?.size === tree.size) return before;
    const head = signHead({ size: tree.size, root: tree.root, time: instantText(clock.now()) }, this.#key);
    writePublicKey(path, this.publicKey);
    appendHead(path, head);
    writeFrontier(path, { ...tree.frontier, position: at });
    return head;
  }

  get #isDense(): boolean {
    return this.#parts.positions !== 'rising';
  }

  async #grownTo(head: TreeHead | undefined, last: number): Promise<Grown> {
    if (head === undefined) return (this.#grown = { tree: new MerkleTree(), at: 0 });
    const sealed = `${String(head.size)} were sealed on ${head.time}.`;
    if (this.#isDense && last < head.size) throw notWhatWasSealed(`the history ends after ${String(last)} events, and ${sealed}`);
    const grown = this.#known(head) ?? (await this.#grow({ tree: new MerkleTree(), at: 0 }, { size: head.size, through: last }));
    const { tree, at } = grown;
    if (tree.size < head.size) throw notWhatWasSealed(`the history ends after ${String(tree.size)} events, and ${sealed}`);
    if (last < at) throw notWhatWasSealed(`the history ends before the newest of those events of which ${sealed}`);
    if (tree.root !== head.root)
      throw notWhatWasSealed(`the first ${String(head.size)} events are not those that were sealed on ${head.time}.`);
    return (this.#grown = grown);
  }

  #known(head: TreeHead): Grown | undefined {
    return this.#grown?.tree.size === head.size ? this.#grown : keptTree(this.#parts.path, head);
  }

  /** Grows a tree to a size, or through a position where none is said, as far as there are events. */
  async #grow(grown: Grown, { size = Infinity, through }: { readonly size?: number; readonly through: number }): Promise<Grown> {
    while (grown.at < through && grown.tree.size < size) {
      const wanted = Math.min(pageOfEvents, size - grown.tree.size);
      const events = (await this.#parts.store.readAll(grown.at, wanted)).filter(({ position }) => position <= through);
      for (const event of events) this.#add(grown, event);
      if (events.length < wanted) break;
    }
    return grown;
  }

  #add(grown: Grown, event: StoredEvent): void {
    if (this.#isDense && event.position !== grown.at + 1) throw notWhatWasSealed(`position ${String(grown.at + 1)} is missing.`);
    grown.tree.append(leafOf(event));
    grown.at = event.position;
  }
}
