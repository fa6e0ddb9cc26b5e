import type { Json, JsonObject } from './json-schema.js';

/** The JSON Schemas of a release, by contract. */
export type Schemas = Readonly<Record<string, JsonObject>>;

const sentences = {
  'contract-removed': 'The contract is gone. It stays published until nobody hears it any more.',
  'property-removed': 'A field that consumers may read is gone.',
  'property-newly-required': 'A field is required now that older facts need not have.',
  'property-no-longer-required': 'A field that consumers count on may now be absent.',
  'type-changed': 'The type is another.',
  'literal-changed': 'The fixed value is another.',
  'values-narrowed': 'A value that was allowed is no longer, or is not open any more.',
  'pattern-changed': 'The pattern or format is new or another; texts that fitted may not.',
  'bounds-narrowed': 'A bound is new or tighter.',
  'choice-removed': 'One of the alternatives is gone.',
} as const;
export type CompatibilityRule = keyof typeof sentences;

/** One way in which a later release breaks what an earlier one promised. */
export interface Incompatibility {
  readonly contract: string;
  /** Where in the content, `report.value.unit`; empty for the contract itself. */
  readonly path: string;
  readonly rule: CompatibilityRule;
  readonly sentence: string;
}

interface Place {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly at: string;
}
interface Found {
  readonly at: string;
  readonly rule: CompatibilityRule;
}
type Check = (place: Place) => readonly Found[];

const found = (rule: CompatibilityRule, at: string, isBroken: boolean): readonly Found[] => (isBroken ? [{ at, rule }] : []);
const below = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);
const text = (value: Json | undefined): string => JSON.stringify(value ?? null);
const asObject = (value: Json | undefined): JsonObject => (value ?? {}) as JsonObject;
const asList = (value: Json | undefined): readonly Json[] => (value ?? []) as readonly Json[];

const propertiesOf = (schema: JsonObject): Readonly<Record<string, JsonObject>> =>
  asObject(schema['properties']) as Record<string, JsonObject>;
const isRequired = (schema: JsonObject, name: string): boolean => asList(schema['required']).includes(name);

const typeChanged: Check = ({ before, after, at }) => found('type-changed', at, text(before['type']) !== text(after['type']));

const literalChanged: Check = ({ before, after, at }) =>
  found('literal-changed', at, 'const' in before && 'const' in after && text(before['const']) !== text(after['const']));

const valuesOf = (schema: JsonObject): readonly Json[] | undefined => {
  if ('const' in schema) return [schema['const'] ?? null];
  return 'enum' in schema ? asList(schema['enum']) : undefined;
};
const valuesNarrowed: Check = ({ before, after, at }) => {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  if (is === undefined || ('const' in before && 'const' in after)) return [];
  return found('values-narrowed', at, !was?.every((value) => is.includes(value)));
};

const patternChanged: Check = ({ before, after, at }) =>
  found(
    'pattern-changed',
    at,
    ['pattern', 'format'].some((name) => name in after && text(before[name]) !== text(after[name])),
  );

const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];
const numberIn = (schema: JsonObject, name: string, otherwise: number): number =>
  typeof schema[name] === 'number' ? schema[name] : otherwise;
const boundsNarrowed: Check = ({ before, after, at }) => {
  const isHigher = lower.some((name) => numberIn(after, name, -Infinity) > numberIn(before, name, -Infinity));
  const isLower = upper.some((name) => numberIn(after, name, Infinity) < numberIn(before, name, Infinity));
  return found('bounds-narrowed', at, isHigher || isLower);
};

const propertyFindings = ({ before, after, at }: Place, name: string): readonly Found[] => {
  const here = below(at, name);
  const [was, is] = [propertiesOf(before)[name], propertiesOf(after)[name]];
  if (is === undefined) return [{ rule: 'property-removed', at: here }];
  const [wasRequired, isRequiredNow] = [isRequired(before, name), isRequired(after, name)];
  return [
    ...found('property-newly-required', here, isRequiredNow && !wasRequired),
    ...found('property-no-longer-required', here, wasRequired && !isRequiredNow),
    ...(was === undefined ? [] : differences({ before: was, after: is, at: here })),
  ];
};
const inProperties: Check = (place) =>
  [...new Set([...Object.keys(propertiesOf(place.before)), ...Object.keys(propertiesOf(place.after))])].flatMap((name) =>
    propertyFindings(place, name),
  );

const inItems: Check = ({ before, after, at }) =>
  'items' in before && 'items' in after
    ? differences({ before: asObject(before['items']), after: asObject(after['items']), at: `${at}[]` })
    : [];

const choicesOf = (schema: JsonObject): ReadonlyMap<string, JsonObject> => {
  const choices = asList(schema['oneOf'] ?? schema['anyOf']) as readonly JsonObject[];
  return new Map(choices.map((choice, index) => [nameOfChoice(choice) ?? String(index), choice]));
};
const nameOfChoice = (choice: JsonObject): string | undefined => {
  const literals = Object.values(propertiesOf(choice)).flatMap((property) => ('const' in property ? [text(property['const'])] : []));
  return literals.length === 0 ? undefined : literals.join(',');
};
const inChoices: Check = ({ before, after, at }) => {
  const later = choicesOf(after);
  return [...choicesOf(before)].flatMap(([name, was]) => {
    const is = later.get(name);
    return is === undefined
      ? found('choice-removed', `${at}(${name})`, true)
      : differences({ before: was, after: is, at: `${at}(${name})` });
  });
};

const checks: readonly Check[] = [
  typeChanged,
  literalChanged,
  valuesNarrowed,
  patternChanged,
  boundsNarrowed,
  inProperties,
  inItems,
  inChoices,
];
const differences = (place: Place): readonly Found[] => checks.flatMap((check) => check(place));

/**
 * Every way in which the later schemas break what the earlier promised: to consumers, who read what they read before, and to
 * the history, whose oldest facts must still fit. A new contract, a new optional field and a new word in a list break nothing.
 */
export const incompatibilities = (before: Schemas, after: Schemas): readonly Incompatibility[] =>
  Object.entries(before).flatMap(([contract, was]) => {
    const is = after[contract];
    const all: readonly Found[] =
      is === undefined ? [{ at: '', rule: 'contract-removed' }] : differences({ before: was, after: is, at: '' });
    return all.map(({ at, rule }) => ({ contract, path: at, rule, sentence: sentences[rule] }));
  });
