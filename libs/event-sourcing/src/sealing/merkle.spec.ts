import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafHash, MerkleTree } from './merkle.js';

/** The test inputs of certificate transparency, and the roots of the trees of their first 0 to 8. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const sha = (...parts: readonly Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
/** As the RFC defines it, from all leaves: MTH(D[n]) = H(1 || MTH(D[0:k]) || MTH(D[k:n])), k the largest power of two below n. */
const byDefinition = (leaves: readonly Uint8Array[]): Buffer => {
  const [only] = leaves;
  if (only === undefined) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), only);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.of(1), byDefinition(leaves.slice(0, k)), byDefinition(leaves.slice(k)));
};
const treeOf = (leaves: readonly Uint8Array[]): MerkleTree => {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree;
};

describe('the Merkle tree', () => {
  it.each(roots.map((root, size) => [size, root] as const))('of the first %d published inputs has the published root', (size, root) => {
    const leaves = inputs.slice(0, size).map((input) => Buffer.from(input, 'hex'));
    expect(treeOf(leaves).root).toBe(root);
    expect(byDefinition(leaves).toString('hex')).toBe(root);
  });
  it('hashes a leaf with another prefix than a node', () => expect(leafHash(Buffer.alloc(0)).toString('hex')).toBe(roots[1]));
  it('has the root that the RFC defines, whatever its leaves', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 70 }), (leaves) => {
        expect(treeOf(leaves).root).toBe(byDefinition(leaves).toString('hex'));
      }),
      { seed: 6962, numRuns: 60 },
    );
  });
  it('grows on from its frontier as if it had never stopped', () => {
    const leaves = Array.from({ length: 100 }, (_, n) => Buffer.from(String(n)));
    for (const stop of [0, 1, 2, 3, 31, 32, 33, 64, 99, 100]) {
      const tree = MerkleTree.from(JSON.parse(JSON.stringify(treeOf(leaves.slice(0, stop)).frontier)) as MerkleTree['frontier']);
      for (const leaf of leaves.slice(stop)) tree.append(leaf);
      expect([tree.size, tree.root]).toEqual([100, byDefinition(leaves).toString('hex')]);
    }
  });
  it('does not grow on from a frontier that does not fit its size', () =>
    expect(() => MerkleTree.from({ size: 3, peaks: ['aa'] })).toThrow('2 whole subtrees'));
});
