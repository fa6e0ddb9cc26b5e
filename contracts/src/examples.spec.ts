import { describe, expect, it } from '@jest/globals';
import { everyContract, messageOf, schemaOf, tolerant, type Json, type JsonObject } from './documents/index.js';
import { foldersIn, jsonFilesIn, jsonOfFile } from './files.fixture.js';
import { nameOfIssue, placeOfIssue } from './issue-names.fixture.js';
import { checkOf } from './json-schema.fixture.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Every place where two documents differ: the deepest names that are in one only, or have another value. */
const differences = (a: unknown, b: unknown, at: readonly string[] = []): readonly string[] => {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return [at.join('.')];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const isEmptied = Array.isArray(b) && b.length === 0;
  return isEmptied ? [at.join('.')] : [...names].flatMap((name) => differences(a[name], b[name], [...at, name]));
};

/** The same document with a field nobody knows in every object of it. */
const withUnknownFields = (value: Json): Json => {
  if (isList(value)) return value.map(withUnknownFields);
  if (!isObject(value)) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, withUnknownFields(inside)])), addedLater: 1 };
};

const folder = (type: string): string => `examples/${type}`;
const validOf = (type: string): readonly string[] => jsonFilesIn(folder(type)).filter((name) => name.startsWith('valid'));
const invalidOf = (type: string): readonly string[] => jsonFilesIn(folder(type)).filter((name) => name.startsWith('invalid-'));

describe('the examples', () => {
  it('belong to contracts that exist, and none is left over', () =>
    expect([...foldersIn('examples')].sort()).toEqual(everyContract.map(({ type }) => type).sort()));
});

describe.each(everyContract)('$type', (contract) => {
  const { type, data } = contract;
  const valid = jsonOfFile(`${folder(type)}/valid.json`);
  const asProduced = checkOf(schemaOf(contract));
  const asConsumed = checkOf(tolerant(schemaOf(contract)) as JsonObject);

  it.each(validOf(type))('has the example %s, which its producer’s strict check takes whole', (name) => {
    const example = jsonOfFile(`${folder(type)}/${name}.json`);
    const content = example['data'] ?? null;
    expect(messageOf(contract).parse(example)).toEqual(example);
    expect(data.parse(content)).toEqual(content);
    expect(asProduced(content)).toEqual([]);
  });

  it('has at least two invalid examples', () => expect(invalidOf(type).length).toBeGreaterThanOrEqual(2));

  it.each(invalidOf(type))('refuses %s for that one rule, in that one place', (name) => {
    const invalid = jsonOfFile(`${folder(type)}/${name}.json`);
    const read = messageOf(contract).safeParse(invalid);
    expect(read.error?.issues.map(placeOfIssue)).toEqual(differences(valid, invalid));
    expect(read.error?.issues.map((issue) => `invalid-${nameOfIssue(issue, invalid)}`)).toEqual([name]);
    expect(asProduced(invalid['data'] ?? null)).not.toEqual([]);
  });

  it('is read by a consumer that does not know its newest fields, and not published with them', () => {
    for (const name of validOf(type)) {
      const later = withUnknownFields(jsonOfFile(`${folder(type)}/${name}.json`)['data'] ?? null);
      expect(asConsumed(later)).toEqual([]);
      expect(data.safeParse(later).success).toBe(false);
    }
  });
});
