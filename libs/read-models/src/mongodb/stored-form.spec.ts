import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText } from '../canonical.js';
import { storedFilter, storedForm, storedPath, writtenForm } from './stored-form.js';

const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => [...(Array.isArray(value) ? [] : [name]), ...namesIn(each)])
    : [];

describe('the stored form of a document', () => {
  it('has no field name that MongoDB would take for something else', () => {
    expect(storedForm({ 'a.b': { $set: 1, '5%': 2 }, 'n\0': [{ '.': 1 }] })).toEqual({
      'a%2Eb': { '%24set': 1, '5%25': 2 },
      'n%00': [{ '%2E': 1 }],
    });
  });
  it('leaves out what JSON leaves out', () => {
    expect(storedForm({ a: undefined, b: [undefined, Number.NaN], c: { d: undefined } })).toStrictEqual({ b: [null, null], c: {} });
  });
  it('is one for one content, and gives back what was written', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '$', '%', '2', '4', 'E', '\0', 'é') });
    const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
      leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), fc.array(tie('tree')), fc.dictionary(name, tie('tree'))),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, tree), (document) => {
        const stored = storedForm(document);
        expect(canonicalText(writtenForm(stored))).toBe(canonicalText(document));
        expect(namesIn(stored).filter((one) => /[.$\0]/.test(one))).toEqual([]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('a filter over stored documents', () => {
  it('keeps paths and operators, and finds names and values where they are stored', () => {
    expect(storedPath('place.of%')).toBe('place.of%25');
    expect(
      storedFilter({
        $or: [{ 'place.ward': '7' }, { 'of%': { $gte: 1, $not: { $in: [{ 'b.c': 1, a: 2 }] } } }],
        place: { ward: '7', 'a.b': 1 },
        rows: { $elemMatch: { 'x%': { $ne: '$y' } } },
        name: /^AL/,
      }),
    ).toEqual({
      $or: [{ 'place.ward': '7' }, { 'of%25': { $gte: 1, $not: { $in: [{ a: 2, 'b%2Ec': 1 }] } } }],
      place: { 'a%2Eb': 1, ward: '7' },
      rows: { $elemMatch: { 'x%25': { $ne: '$y' } } },
      name: /^AL/,
    });
  });
});
