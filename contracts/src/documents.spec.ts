import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { bodies, documents, everyContract, routes, type Json, type JsonObject, type Operation, type OwnerName } from './documents/index.js';
import { jsonFilesIn, jsonOfFile, textOfFile } from './files.fixture.js';
import { contractsOf } from './index.js';
import { asyncApiProblems, checksWithin } from './json-schema.fixture.js';

const examples = Object.fromEntries(everyContract.map(({ type }) => [type, jsonOfFile(`examples/${type}/valid.json`)]));
const made = documents(examples, jsonOfFile('package.json')['version'] as string);
const asyncApi = jsonOfFile('generated/asyncapi.json');
const owners = Object.keys(routes) as OwnerName[];

const inside = (document: Json | undefined, place: readonly string[]): Json | undefined =>
  place.reduce<Json | undefined>((value, name) => (value as JsonObject | undefined)?.[name], document);
const refsIn = (value: Json): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value && typeof value['$ref'] === 'string' ? [value['$ref']] : [];
  return [...own, ...Object.values(value as JsonObject).flatMap(refsIn)];
};
const unresolved = (document: JsonObject): readonly string[] =>
  refsIn(document).filter((ref) => !ref.startsWith('#/') || inside(document, ref.slice(2).split('/')) === undefined);

describe('the documents that stand in the repository', () => {
  it.each(Object.keys(made))('%s is what the contracts say today', (file) => expect(textOfFile(file)).toBe(made[file]));

  it('are all of them, and there is no other', () => {
    const stand = ['generated', 'http'].flatMap((folder) => jsonFilesIn(folder).map((name) => `${folder}/${name}.json`));
    expect(stand.sort()).toEqual(Object.keys(made).sort());
  });

  it('come out the same each time', () => expect(documents(examples, '0.1.0')).toEqual(documents(examples, '0.1.0')));
});

describe('the AsyncAPI document', () => {
  it('is AsyncAPI 3.0 by the schema of its makers', () => expect(asyncApiProblems(asyncApi)).toEqual([]));

  it('is seen to be wrong when an operation neither sends nor receives', () =>
    expect(asyncApiProblems({ ...asyncApi, operations: { x: { action: 'shouts', channel: { $ref: '#/channels/results' } } } })).not.toEqual(
      [],
    ));

  it('refers to nothing that is not in it', () => expect(unresolved(asyncApi)).toEqual([]));

  it.each(Object.entries(contractsOf))('has a channel for %s with each of its contracts and the tombstone', (service, contracts) => {
    const messages = inside(asyncApi, ['channels', service, 'messages']) as JsonObject;
    expect(Object.keys(messages)).toEqual([...contracts.map(({ type }) => type), 'tombstone']);
  });

  it('gives for each contract its example as it travels, which fits the payload it describes', () => {
    const check = checksWithin(asyncApi);
    for (const { type } of everyContract) {
      const [example] = inside(asyncApi, ['components', 'messages', type, 'examples']) as readonly JsonObject[];
      expect([type, example?.['payload']]).toEqual([type, examples[type]]);
      expect([type, check(`components/messages/${type}/payload`, examples[type] ?? null)]).toEqual([type, []]);
    }
  });

  it('does not take one contract’s message for another’s', () =>
    expect(
      checksWithin(asyncApi)('components/messages/pathway.test-reopened.v1/payload', examples['pathway.test-fulfilled.v1'] ?? null),
    ).not.toEqual([]));

  it('keys every message by the patient', () =>
    expect(inside(asyncApi, ['components', 'messageTraits', 'published-fact', 'bindings', 'kafka', 'key', 'description'])).toContain(
      '`patient`',
    ));
});

describe.each(owners)('the OpenAPI document of %s', (service) => {
  const document = jsonOfFile(`http/${service}.json`);

  it('is OpenAPI 3.1', async () =>
    expect(await new Validator().validate(structuredClone(document) as Record<string, unknown>)).toEqual({ valid: true }));

  it('refers to nothing that is not in it', () => expect(unresolved(document)).toEqual([]));

  it('gives an example of each body, which the body takes', () => {
    const operations: readonly Operation[] = routes[service];
    for (const { id, body } of operations)
      if (body !== undefined) expect([id, bodies[body.schema].safeParse(body.example).success]).toEqual([id, true]);
  });
});
