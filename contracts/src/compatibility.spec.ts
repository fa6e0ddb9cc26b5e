import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { incompatibilities, promised, type JsonObject, type Schemas } from './documents/index.js';
import { shapeOf } from './documents/json-schema.js';
import { jsonFilesIn, jsonOfFile } from './files.fixture.js';

const name = 'pathway.example.v1';
const released = z.strictObject({
  id: z.string().regex(/^[a-z]+$/),
  on: z.iso.date(),
  level: z.number().int().min(1).max(9),
  why: z.string().max(500),
  band: z.enum(['high', 'low']),
  kind: z.literal('review'),
  note: z.string().optional(),
  list: z.array(z.string().max(20)).min(1).max(5),
  value: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('quantity'), value: z.number() }),
    z.strictObject({ kind: z.literal('text'), raw: z.string() }),
  ]),
});
const before: Schemas = { [name]: shapeOf(released) };
const changedTo = (shape: z.ZodType): Schemas => ({ [name]: shapeOf(shape) });
const broken = (after: Schemas) => incompatibilities(before, after).map(({ path, rule }) => [path, rule]);
const quantity = released.shape.value.options[0];

describe('a later release breaks an earlier one', () => {
  it('when a contract is removed', () => expect(broken({})).toEqual([['', 'contract-removed']]));

  it('when a property is removed', () => expect(broken(changedTo(released.omit({ note: true })))).toEqual([['note', 'property-removed']]));

  it('when a property is required that was not there', () =>
    expect(broken(changedTo(released.extend({ team: z.string() })))).toEqual([['team', 'property-newly-required']]));

  it('when an optional property becomes required', () =>
    expect(broken(changedTo(released.extend({ note: z.string() })))).toEqual([['note', 'property-newly-required']]));

  it('when a required property may be absent', () =>
    expect(broken(changedTo(released.extend({ why: released.shape.why.optional() })))).toEqual([['why', 'property-no-longer-required']]));

  it('when a type is another', () =>
    expect(broken(changedTo(released.extend({ note: z.number() })))).toContainEqual(['note', 'type-changed']));

  it('when an enumeration loses a value', () =>
    expect(broken(changedTo(released.extend({ band: z.enum(['high']) })))).toEqual([['band', 'values-narrowed']]));

  it('when free text becomes an enumeration', () =>
    expect(broken(changedTo(released.extend({ why: z.enum(['a', 'b']) })))).toEqual([['why', 'values-narrowed']]));

  it('when a literal is another', () =>
    expect(broken(changedTo(released.extend({ kind: z.literal('recall') })))).toEqual([['kind', 'literal-changed']]));

  it('when a pattern is another', () =>
    expect(broken(changedTo(released.extend({ id: z.string().regex(/^[a-z]{3}$/) })))).toEqual([['id', 'pattern-changed']]));

  it('when free text gets a format', () =>
    expect(broken(changedTo(released.extend({ why: z.iso.date().max(500) })))).toEqual([['why', 'pattern-changed']]));

  it.each([
    ['a higher least number', { level: z.number().int().min(2).max(9) }, 'level'],
    ['a lower greatest number', { level: z.number().int().min(1).max(5) }, 'level'],
    ['a shorter text', { why: z.string().max(100) }, 'why'],
    ['a text that may not be empty', { why: z.string().min(1).max(500) }, 'why'],
    ['a longer list', { list: z.array(z.string().max(20)).min(2).max(5) }, 'list'],
    ['a shorter list', { list: z.array(z.string().max(20)).min(1).max(4) }, 'list'],
    ['shorter texts in a list', { list: z.array(z.string().max(10)).min(1).max(5) }, 'list[]'],
  ])('when a bound asks for %s', (_, change, path) =>
    expect(broken(changedTo(released.extend(change)))).toEqual([[path, 'bounds-narrowed']]),
  );

  it('when one of several shapes is gone', () =>
    expect(broken(changedTo(released.extend({ value: z.discriminatedUnion('kind', [quantity]) })))).toEqual([
      ['value("text")', 'choice-removed'],
    ]));

  it('when something inside one of several shapes is gone', () => {
    const emptied = z.discriminatedUnion('kind', [quantity.omit({ value: true }), released.shape.value.options[1]]);
    expect(broken(changedTo(released.extend({ value: emptied })))).toEqual([['value("quantity").value', 'property-removed']]);
  });

  it('says which contract it is and what that means', () =>
    expect(incompatibilities(before, {})).toEqual([
      {
        contract: name,
        path: '',
        rule: 'contract-removed',
        sentence: 'The contract is gone. It stays published until nobody hears it any more.',
      },
    ]));
});

describe('a later release breaks nothing', () => {
  it.each<[string, Schemas]>([
    ['when nothing has changed', before],
    ['when it has a contract more', { ...before, 'pathway.another.v1': shapeOf(z.strictObject({})) }],
    ['when it has an optional property more', changedTo(released.extend({ team: z.string().optional() }))],
    ['when an enumeration has a value more', changedTo(released.extend({ band: z.enum(['high', 'low', 'middle']) }))],
    ['when a bound is wider', changedTo(released.extend({ level: z.number().int().min(0).max(99), why: z.string() }))],
    [
      'when there is one more of several shapes',
      changedTo(
        released.extend({
          value: z.discriminatedUnion('kind', [...released.shape.value.options, z.strictObject({ kind: z.literal('none') })]),
        }),
      ),
    ],
  ])('%s', (_, after) => expect(broken(after)).toEqual([]));
});

describe('the contracts of today and their envelope', () => {
  const baseline: Schemas = Object.fromEntries(jsonFilesIn('baseline').map((type) => [type, jsonOfFile(`baseline/${type}.json`)]));
  const today = promised();

  it('are compared with a release that had some', () => expect(Object.keys(baseline).length).toBeGreaterThan(40));

  it('keep everything that the last release promised', () => expect(incompatibilities(baseline, today)).toEqual([]));

  it.each(Object.keys(baseline))('would be seen to break %s if it lost the last property that was promised', (type) => {
    const schema = today[type] ?? {};
    const lost = Object.keys(baseline[type]?.['properties'] as JsonObject).at(-1);
    const properties = Object.entries(schema['properties'] as JsonObject).filter(([name]) => name !== lost);
    expect(incompatibilities(baseline, { ...today, [type]: { ...schema, properties: Object.fromEntries(properties) } })).toHaveLength(1);
  });
});
