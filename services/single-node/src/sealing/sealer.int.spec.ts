import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { leafOf, MerkleTree, type StoredEvent } from '@rms/event-sourcing';
import { headsFile } from './heads-file.js';
import { Sealer } from './sealer.js';

const clock = { now: () => Date.parse('2026-03-04T09:00:00.000Z') };
const seed = Buffer.alloc(32, 7);
/** An event as a server of several nodes counts it: by where it lies in a log that holds other things too. */
const event = (n: number): StoredEvent => ({
  stream: 'registration.patient-x',
  id: String(n),
  revision: n - 1,
  type: 'PatientRegistered',
  data: Buffer.from('{}'),
  metadata: { hash: `hash ${String(n)}` },
  storedAt: '2026-03-04T09:00:00.000Z',
  position: 1000 + n * 37,
});
const rootOf = (events: readonly StoredEvent[]): string => {
  const tree = new MerkleTree();
  for (const each of events) tree.append(leafOf(each));
  return tree.root;
};

describe('sealing a history whose positions leave numbers out', () => {
  let folder: string;
  let events: StoredEvent[];
  let asked: number[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rms-sealer-'));
    events = Array.from({ length: 7 }, (_, n) => event(n + 1));
    asked = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const store = {
    lastPosition: () => Promise.resolve(events.at(-1)?.position ?? 0),
    readAll: (after: number, limit: number) => {
      asked.push(after);
      return Promise.resolve(events.filter(({ position }) => position > after).slice(0, limit));
    },
  };
  const sealer = (positions: 'dense' | 'rising' = 'rising') => new Sealer({ store, path: folder, seed, clock, positions });
  const sizes = (): readonly number[] =>
    readFileSync(headsFile(folder), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly size: number }).size);

  it('counts events, and reads only what has come since, also in another process', async () => {
    expect(await sealer().seal()).toMatchObject({ size: 7, root: rootOf(events) });
    events.push(event(8), event(9));
    asked = [];
    expect(await sealer().seal()).toMatchObject({ size: 9, root: rootOf(events) });
    expect([asked, sizes()]).toEqual([[event(7).position], [7, 9]]);
    expect(await sealer().seal()).toMatchObject({ size: 9 });
    expect(sizes()).toEqual([7, 9]);
  });
  it('reads everything anew where nobody knows any more how far the tree had grown', async () => {
    await sealer().seal();
    rmSync(join(folder, 'sealed-tree.json'));
    events.push(event(8));
    expect(await sealer().seal()).toMatchObject({ size: 8, root: rootOf(events) });
  });
  it('signs nothing where the end was cut off', async () => {
    await sealer().seal();
    events.pop();
    await expect(sealer().seal()).rejects.toThrow('the history ends before the newest of those events of which 7 were sealed');
    rmSync(join(folder, 'sealed-tree.json'));
    await expect(sealer().seal()).rejects.toThrow('the history ends after 6 events, and 7 were sealed');
    expect(sizes()).toEqual([7]);
  });
  it('signs nothing over events that are not those that were sealed', async () => {
    await sealer().seal();
    rmSync(join(folder, 'sealed-tree.json'));
    events.splice(2, 1);
    events.push(event(8));
    await expect(sealer().seal()).rejects.toThrow('the first 7 events are not those that were sealed');
  });
  it('would refuse it where a store counts each event by one', async () => {
    await expect(sealer('dense').seal()).rejects.toThrow('position 1 is missing');
  });
});
