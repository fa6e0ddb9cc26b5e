import { asyncApi, type Examples } from './async-api.js';
import { openApi, routes, type OwnerName } from './http/open-api.js';
import { everyContract, schemaOf, shapeOf, type Json } from './json-schema.js';
import type { Schemas } from './incompatibilities.js';
import { envelope } from '../envelope.js';

export type { Examples } from './async-api.js';
export { refusalsOf } from './http/operation.js';
export type { Operation, Refusals } from './http/operation.js';
export { answers } from './http/answers.js';
export type { AnswerName } from './http/answers.js';
export { bodies } from './http/schemas.js';
export type { BodyName } from './http/schemas.js';
export { routes } from './http/open-api.js';
export type { OwnerName } from './http/open-api.js';
export { incompatibilities } from './incompatibilities.js';
export type { CompatibilityRule, Incompatibility, Schemas } from './incompatibilities.js';
export { everyContract, schemaOf, tolerant } from './json-schema.js';
export type { Json, JsonObject } from './json-schema.js';
export { envelope, messageOf, tombstone } from '../envelope.js';

const textOf = (document: Json): string => `${JSON.stringify(document, null, 2)}\n`;
const owners = Object.keys(routes) as readonly OwnerName[];

/** What a release promises: the content of every contract, and the envelope round it. */
export const promised = (): Schemas => ({
  ...Object.fromEntries(everyContract.map((contract) => [contract.type, schemaOf(contract)])),
  envelope: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:rms:envelope',
    title: 'envelope',
    description: 'What travels with every published fact.',
    ...shapeOf(envelope),
  },
});

/** Every document made from the contracts: its path under `contracts/` and its text, the same each time. */
export const documents = (examples: Examples, version: string): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(promised()).map(([name, schema]) => [`generated/${name}.json`, textOf(schema)]),
    ['generated/asyncapi.json', textOf(asyncApi(examples, version))],
    ...owners.map((service) => [`http/${service}.json`, textOf(openApi(service, version))]),
  ]) as Readonly<Record<string, string>>;
