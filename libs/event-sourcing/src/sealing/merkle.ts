import { hash } from 'node:crypto';

const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);
const digest = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');

/** The hash of a leaf. RFC 9162, 2.1.1: a leaf can never be taken for a node. */
export const leafHash = (content: Uint8Array): Buffer => digest(leafPrefix, content);
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => digest(nodePrefix, left, right);

/** A whole subtree of 2^height leaves. */
interface Peak {
  readonly height: number;
  readonly hash: Buffer;
}

/** What is kept of a tree so that it can grow on: its size and the hashes of its whole subtrees, largest first. */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly string[];
}

const heightsOf = (size: number): readonly number[] => {
  const bits = size.toString(2).split('');
  return bits.flatMap((bit, index) => (bit === '1' ? [bits.length - 1 - index] : []));
};

/**
 * The Merkle tree of RFC 6962 and RFC 9162 over a log that only grows. It keeps the hash of each whole subtree and nothing else:
 * some twenty hashes for a million leaves.
 */
export class MerkleTree {
  #size = 0;
  #peaks: Peak[] = [];

  /** Grows on from where a tree stood. Throws when the frontier does not fit its own size. */
  static from({ size, peaks }: Frontier): MerkleTree {
    const heights = heightsOf(size);
    if (heights.length !== peaks.length) throw new Error(`A tree of ${String(size)} leaves has ${String(heights.length)} whole subtrees.`);
    const tree = new MerkleTree();
    tree.#size = size;
    tree.#peaks = peaks.map((text, index) => ({ height: heights[index] ?? 0, hash: Buffer.from(text, 'hex') }));
    return tree;
  }

  append(content: Uint8Array): void {
    let peak: Peak = { height: 0, hash: leafHash(content) };
    for (let left = this.#peaks.at(-1); left?.height === peak.height; left = this.#peaks.at(-1)) {
      peak = { height: peak.height + 1, hash: nodeHash(left.hash, peak.hash) };
      this.#peaks.pop();
    }
    this.#peaks.push(peak);
    this.#size += 1;
  }

  get size(): number {
    return this.#size;
  }

  /** The root, lower-case hex. Of no leaves it is the hash of nothing. */
  get root(): string {
    const [last, ...others] = this.#peaks.map((peak) => peak.hash).reverse();
    return (last === undefined ? digest() : others.reduce((right, left) => nodeHash(left, right), last)).toString('hex');
  }

  get frontier(): Frontier {
    return { size: this.#size, peaks: this.#peaks.map((peak) => peak.hash.toString('hex')) };
  }
}
