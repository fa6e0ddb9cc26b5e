import type { AnswerName } from './answers.js';
import type { Json, JsonObject } from '../json-schema.js';
import { bodies, type BodyName } from './schemas.js';

/** Refusals of one operation: status → code → what it says. */
export type Refusals = Readonly<Record<number, Readonly<Record<string, string>>>>;

/** One route of an owner’s door. */
export interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Who may: everybody, a service of ours, a signed-in person, or a person in one of some roles. */
  readonly allowed: 'everybody' | 'services' | 'persons' | readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly schema: BodyName; readonly example: Json };
  readonly status: number;
  readonly answer: AnswerName;
  /** What the answer is where it is no JSON: its media types. */
  readonly document?: readonly string[];
  readonly alsoAnswers?: Readonly<Record<number, string>>;
  readonly refusals: Refusals;
}

/** A command that is answered with a receipt. */
export const post = (more: Omit<Operation, 'method' | 'answer' | 'status'> & { readonly status?: number }): Operation => ({
  method: 'post',
  answer: 'Receipt',
  status: 200,
  ...more,
});

const parameterSays: Readonly<Record<string, string>> = {
  trust: 'ODS code of the trust. It must be one of the token’s own; another’s is answered as what does not exist.',
  patient: 'Id of the patient record.',
  followUp: 'Id of the follow-up.',
  review: 'Id of the review.',
  recall: 'Id of the recall.',
  letter: 'Id of the letter.',
  test: 'Id of the planned test.',
  feed: 'Id of the feed.',
  task: 'Id of the task.',
  call: 'Id of the call.',
  team: 'Id of the team.',
  person: 'Subject of the member of staff.',
  absence: 'Id of the absence.',
  problem: 'Id of the problem that holds the message.',
  result: 'Id of the result.',
  receipt: 'Receipt of the message: its number in the log of messages.',
  position: 'A position of the owner’s log; 0 for all of it.',
  stream: 'Name of a stream of this service.',
  name: 'Name of the letter template.',
  version: 'Version of the letter template.',
  sha256: 'Fingerprint of a page of the letter, as its history names it.',
};

const parametersOf = ({ path, query = {} }: Operation): readonly Json[] => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: parameterSays[name] ?? '',
    schema: { type: name === 'position' ? 'integer' : 'string' },
  })),
  ...Object.entries(query).map(([name, description]) => ({ name, in: 'query', required: false, description, schema: { type: 'string' } })),
];

const ofAllPersons: Refusals = {
  401: { 'not-signed-in': 'Sign in first.' },
  403: { 'role-may-not': 'This token, or your role, may not do this.' },
  500: {
    'history-unreadable': 'This record’s history cannot be read. Nothing was recorded.',
    failed: 'Something went wrong on our side. Nothing is known to be recorded.',
  },
  503: {
    'store-away': 'This cannot be recorded at the moment. Nothing is known to be recorded, and nothing is recorded twice.',
    'cannot-be-checked': 'Who you are cannot be checked at the moment. Nothing was recorded.',
  },
};
const ofATrust: Refusals = { 404: { 'not-found': 'There is no such record in your trust.' } };
const ofCommands: Refusals = {
  400: { 'not-understood': 'The request could not be read: it is not JSON.' },
  422: { 'not-understood': 'A field is missing, wrong or unknown; `fields` names each.' },
  503: { 'too-busy': 'Others are recording for the same patient at this moment. Nothing was recorded.' },
};

const ofCommandsThatSaw: Refusals = { 409: { overtaken: 'Something newer was recorded after the page was opened.' } };

const together = (...all: readonly Refusals[]): Refusals => {
  const merged: Record<number, Record<string, string>> = {};
  for (const refusals of all)
    for (const [status, codes] of Object.entries(refusals)) merged[Number(status)] = { ...merged[Number(status)], ...codes };
  return merged;
};

/** Every refusal of an operation, those that all of its kind share included. */
export const refusalsOf = ({ allowed, path, body, refusals }: Operation): Refusals => {
  if (allowed === 'everybody') return refusals;
  const ofItsKind = [
    ...(path.includes('{trust}') ? [ofATrust] : []),
    ...(body === undefined ? [] : [ofCommands]),
    ...(body !== undefined && 'seen' in bodies[body.schema].shape ? [ofCommandsThatSaw] : []),
  ];
  return together(ofAllPersons, ...ofItsKind, refusals);
};

const answerOf = (description: string, schema: string): JsonObject => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const refusalOf = (codes: Readonly<Record<string, string>>): JsonObject => ({
  description: Object.entries(codes)
    .map(([code, sentence]) => `\`${code}\`: ${sentence}`)
    .join('\n\n'),
  content: {
    'application/json': {
      schema: {
        allOf: [{ $ref: '#/components/schemas/Refusal' }, { type: 'object', properties: { code: { enum: Object.keys(codes) } } }],
      },
    },
  },
});

const documentOf = (types: readonly string[]): JsonObject => ({
  description: 'The document.',
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', contentEncoding: 'binary' } }])),
});
const successOf = ({ body, answer, document }: Operation): JsonObject =>
  document === undefined
    ? answerOf(body === undefined || answer === 'TemplateTrial' ? 'The answer.' : 'Recorded, or recorded before.', answer)
    : documentOf(document);

const responsesOf = (operation: Operation): JsonObject => ({
  [operation.status]: successOf(operation),
  ...Object.fromEntries(
    Object.entries(operation.alsoAnswers ?? {}).map(([status, description]) => [status, answerOf(description, operation.answer)]),
  ),
  ...Object.fromEntries(Object.entries(refusalsOf(operation)).map(([status, codes]) => [status, refusalOf(codes)])),
});

const securityOf = ({ allowed }: Operation): readonly Json[] => {
  if (allowed === 'everybody') return [];
  return [{ [allowed === 'services' ? 'service' : 'person']: [] }];
};

const rolesIn = ({ allowed }: Operation): readonly string[] => (typeof allowed === 'string' ? [] : allowed);

/** An operation as OpenAPI has it. Roles stand under `x-roles`: without them every signed-in person of the trust may. */
export const describe = (operation: Operation): JsonObject => ({
  operationId: operation.id,
  summary: operation.summary,
  ...(operation.description === undefined ? {} : { description: operation.description }),
  security: securityOf(operation),
  ...(rolesIn(operation).length === 0 ? {} : { 'x-roles': rolesIn(operation) }),
  parameters: parametersOf(operation),
  ...(operation.body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: `#/components/schemas/${operation.body.schema}` },
              example: operation.body.example,
            },
          },
        },
      }),
  responses: responsesOf(operation),
});
