import { z } from 'zod';
import { contractsOf } from '../index.js';
import type { Contract } from '../contract.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/** Every contract in order of service. */
export const everyContract: readonly Contract[] = Object.values(contractsOf).flat();

/** A zod shape as JSON Schema, draft 2020-12, without naming the draft. */
export const shapeOf = (shape: z.ZodType): JsonObject => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12' });
  return schema as JsonObject;
};

/** What a producer keeps to: the content of a contract as JSON Schema. It refuses unknown fields. */
export const schemaOf = ({ type, says, data }: Contract): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:rms:contract:${type}`,
  title: type,
  description: says,
  ...shapeOf(data),
});

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The same schema as a consumer is to read it: fields it does not know are allowed at every level, so that a field added to a
 * contract stops nobody.
 */
export const tolerant = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(tolerant);
  if (!isObject(schema)) return schema;
  const kept = Object.entries(schema).filter(([name, value]) => !(name === 'additionalProperties' && value === false));
  return Object.fromEntries(kept.map(([name, value]) => [name, tolerant(value)]));
};
