import { describe, expect, it } from '@jest/globals';
import { v5 } from 'uuid';
import { derivedId, eventIdOf, keyedId } from './index.js';

const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('derived ids', () => {
  it('are UUIDs of version 5, as the uuid package makes them', () => {
    for (const name of ['0', '17', 'task of a review', 'Zoë ≥ 0.2'])
      expect([derivedId(namespace, name), eventIdOf(namespace, 3)]).toEqual([v5(name, namespace), v5('3', namespace)]);
  });
  it('made under a key differ by key, by part and by where a part ends', () => {
    const [k1, k2] = [Buffer.from('one'), Buffer.from('two')];
    const ids = [keyedId(k1, 'ab', 'c'), keyedId(k1, 'a', 'bc'), keyedId(k2, 'ab', 'c'), keyedId(k1, 'abc')];
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(keyedId(k1, 'ab', 'c')).toBe(ids[0]);
  });
});
