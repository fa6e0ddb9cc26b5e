import { describe, expect, it } from '@jest/globals';
import { canonicalText } from './canonical.js';
import { compareBuilds, differingStill, keyOf, readModelsIn, type BuiltDocument } from './compare-builds.js';

const document = (collection: string, id: string, content: object = {}): BuiltDocument => ({
  collection,
  id,
  body: canonicalText({ _id: id, trust: 'ZT001', ...content }),
});
const patient = (id: string, content: object = {}) => document('patients', id, content);

describe('two builds of a read model', () => {
  it('are equal where each document is, in whatever order they are read', () => {
    const [a, b] = [patient('a', { name: 'Allan', published: 1 }), document('tasks', 'a')];
    expect(compareBuilds([a, b], [b, a])).toEqual({ documents: { patients: 1, tasks: 1 }, differences: [] });
    expect(compareBuilds([], [])).toEqual({ documents: {}, differences: [] });
  });
  it('differ by a document that one of them lacks', () => {
    const compared = compareBuilds([patient('a'), patient('b')], [patient('b'), patient('c')]);
    expect(compared.documents).toEqual({ patients: 3 });
    expect(compared.differences).toEqual([
      { collection: 'patients', id: 'a', how: 'surplus', fields: [] },
      { collection: 'patients', id: 'c', how: 'missing', fields: [] },
    ]);
  });
  it('tell one collection’s documents from another’s of the same id', () => {
    expect(compareBuilds([patient('a')], [document('tasks', 'a')]).differences.map(keyOf)).toEqual(['patients/a', 'tasks/a']);
  });
  it('name the fields in which a document differs, and nothing of what is in them', () => {
    const running = patient('a', { name: 'Allan', died: '2026-03-04', address: { lines: ['1 High Street'] }, published: 2 });
    const rebuilt = patient('a', { name: 'Allan', wakeAt: '', address: { lines: ['2 High Street'] }, published: 2 });
    const [difference, ...others] = compareBuilds([running], [rebuilt]).differences;
    expect([difference, others]).toEqual([
      { collection: 'patients', id: 'a', how: 'different', fields: ['address', 'died', 'wakeAt'] },
      [],
    ]);
    expect(JSON.stringify(difference)).not.toMatch(/Street|2026/);
  });
});

describe('what differs look after look', () => {
  it('is what was never equal: what was on its way the first time, or came since, is not held against it', () => {
    const [first, second] = [
      compareBuilds([patient('a'), patient('b', { published: 1 })], [patient('b', { published: 2 })]),
      compareBuilds([patient('a'), patient('b', { published: 2 }), patient('d')], [patient('b', { published: 2 })]),
    ];
    expect(first.differences.map(keyOf)).toEqual(['patients/a', 'patients/b']);
    expect(differingStill(first, second)).toEqual({
      documents: { patients: 3 },
      differences: [{ collection: 'patients', id: 'a', how: 'surplus', fields: [] }],
    });
  });
});

describe('what was found in each read model', () => {
  it('is counted, with the first that differs', () => {
    const running = [patient('a'), patient('b', { name: 'x' }), patient('c', { name: 'y' }), patient('e')];
    const rebuilt = [patient('b', { name: 'z' }), patient('c', { name: 'z' }), patient('d'), patient('e')];
    expect(readModelsIn(['patients', 'tasks'], compareBuilds(running, rebuilt))).toEqual([
      { name: 'patients', equal: 1, missing: 1, surplus: 1, different: 2, first: { id: 'a', how: 'surplus', fields: [] } },
      { name: 'tasks', equal: 0, missing: 0, surplus: 0, different: 0 },
    ]);
  });
});
