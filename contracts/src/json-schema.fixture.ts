import specs from '@asyncapi/specs';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from './documents/index.js';

const withFormats = addFormats.default;

const problems = (check: ValidateFunction, document: Json): readonly string[] =>
  check(document) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);

/** Says what is wrong with a document by a JSON Schema of draft 2020-12: where and why; nothing when it fits. */
export const checkOf = (schema: JsonObject): ((document: Json) => readonly string[]) => {
  const ajv = withFormats(new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }));
  const check = ajv.compile(schema);
  return (document) => problems(check, document);
};

// The validator knows the drafts of JSON Schema already and takes none of them twice.
const asyncApiSchema = (): JsonObject => {
  const schema = specs.schemas['3.0.0'] as unknown as JsonObject;
  const definitions = Object.entries(schema['definitions'] as JsonObject).filter(([name]) => !name.startsWith('http://json-schema.org/'));
  return { ...schema, definitions: Object.fromEntries(definitions) };
};

/** What is wrong with an AsyncAPI 3.0 document by the schema of its makers. */
export const asyncApiProblems = (document: Json): readonly string[] =>
  problems(withFormats(new Ajv({ strict: false, unicodeRegExp: false })).compile(asyncApiSchema()), document);

/** Checks a value against the schema that stands at a place of a document, `components/…`. */
export const checksWithin = ({ components = {} }: JsonObject): ((place: string, value: Json) => readonly string[]) => {
  const ajv = withFormats(new Ajv2020({ strict: false }));
  ajv.addSchema({ components }, 'document');
  return (place, value) => {
    const check = ajv.getSchema(`document#/${place}`);
    return check === undefined ? [`there is no schema at ${place}`] : problems(check as ValidateFunction, value);
  };
};
