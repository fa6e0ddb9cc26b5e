import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../event-store.js';
import { HeadCheck } from './head-check.js';
import { MerkleTree } from './merkle.js';
import { isSigned, keyInPem, leafOf, publicPem, readHead, sealingKey, signHead } from './tree-head.js';

const key = sealingKey(Buffer.alloc(32, 1));
const otherKey = sealingKey(Buffer.alloc(32, 2));
const event = (position: number, hash = `hash of ${String(position)}`): StoredEvent => ({
  position,
  storedAt: '2026-03-04T09:00:00.000Z',
  stream: 's',
  revision: position - 1,
  id: `e${String(position)}`,
  type: 'Noted',
  metadata: { hash },
  data: Buffer.alloc(0),
});
const history = (size: number): readonly StoredEvent[] => Array.from({ length: size }, (_, n) => event(n + 1));
const headOver = (events: readonly StoredEvent[], by = key) => {
  const tree = new MerkleTree();
  for (const one of events) tree.append(leafOf(one));
  return JSON.stringify(signHead({ size: tree.size, root: tree.root, time: `2026-03-04T09:${String(events.length)}:00.000Z` }, by));
};
const heads = [4, 7, 10].map((size) => headOver(history(size)));
const found = (events: readonly StoredEvent[], lines = heads, by?: string) => {
  const check = new HeadCheck([{ file: 'heads.jsonl', text: `${lines.join('\n')}\n` }], by);
  for (const one of events) check.check(one);
  return check.end();
};
const rules = (events: readonly StoredEvent[], lines = heads, by?: string) =>
  found(events, lines, by).map(({ line, rule }) => `${String(line)} ${rule}`);

describe('signed heads held against a history', () => {
  it('have nothing to say of the history they were made of, and of what came after', () => {
    expect(rules(history(10))).toEqual([]);
    expect(rules(history(25), heads, keyInPem(publicPem(key)))).toEqual([]);
    expect(rules(history(3), [headOver([])])).toEqual([]);
  });
  it('find an end that was cut off', () => {
    expect(rules(history(9))).toEqual(['3 history-too-short']);
    expect(rules([])).toEqual(['1 history-too-short', '2 history-too-short', '3 history-too-short']);
  });
  it('find an event that was changed with its chain, and between which heads', () => {
    const changed = history(10).with(5, event(6, 'another'));
    expect(rules(changed)).toEqual(['2 root-differs', '3 root-differs']);
    expect(found(changed)[0]?.what).toContain('after position 4 and up to 7');
  });
  it('find an event put in, taken out, moved, and stored at another time', () => {
    const inserted = [
      ...history(2),
      event(3, 'put in'),
      ...history(9)
        .slice(2)
        .map((one) => ({ ...one, position: one.position + 1 })),
    ];
    const moved = history(10).with(4, event(5, 'hash of 6')).with(5, event(6, 'hash of 5'));
    const retimed = history(10).with(9, { ...event(10), storedAt: '2026-03-04T09:00:00.001Z' });
    expect(rules(inserted)[0]).toBe('1 root-differs');
    expect(rules(history(10).toSpliced(8, 1))).toEqual(['3 history-too-short']);
    expect(rules(moved)).toEqual(['2 root-differs', '3 root-differs']);
    expect(rules(retimed)).toEqual(['3 root-differs']);
  });
  it('find two histories that were shown to two people', () =>
    expect(rules(history(10), [heads[2]!, headOver(history(10).with(0, event(1, 'another')))])).toEqual(['2 root-differs']));
  it('must be signed, by the key that is known', () => {
    const head = readHead(heads[1]!)!;
    expect(isSigned(head)).toBe(true);
    for (const forged of [
      { ...head, size: 6 },
      { ...head, root: '00' },
      { ...head, time: '' },
      { ...head, key: 'x' },
      { ...head, signature: '' },
    ])
      expect(rules(history(10), [JSON.stringify(forged)])[0]).toBe('1 signature-wrong');
    expect(rules(history(10), [headOver(history(10), otherKey)], keyInPem(publicPem(key)))).toEqual(['1 other-key']);
  });
  it.each(['', 'x', '{}', 'null', '{"version":2}', '{"version":1,"size":-1}'])('must be heads, and %j is none', (line) =>
    expect(rules(history(10), [line])).toEqual(['1 not-a-head']),
  );
  it('signs with Ed25519 as RFC 8032 has it', () => {
    // RFC 8032, 7.1, TEST 1: the seed and its public key.
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    expect(
      Buffer.from(keyInPem(publicPem(sealingKey(seed))), 'base64')
        .subarray(-32)
        .toString('hex'),
    ).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  });
});
