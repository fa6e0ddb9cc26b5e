import type { Contract } from '../contract.js';
import { envelope, tombstone } from '../envelope.js';
import { contractsOf, type ServiceName } from '../index.js';
import { everyContract, shapeOf, tolerant, type Json, type JsonObject } from './json-schema.js';

/** A valid example of each contract, as it travels. */
export type Examples = Readonly<Record<string, Json>>;

const says: Readonly<Record<ServiceName, string>> = {
  registration: 'Who a patient is, at which trust, alive or dead, how to reach him; what a sender may send.',
  results: 'What a laboratory reported, about whom, and what became of messages that could not be filed.',
  pathway: 'What a result means for a follow-up, what a clinician decided, and what happens next.',
  letters: 'What is to be said to whom, and by when.',
  alerting: 'Who must act, and by when.',
  'portal-gateway': 'Who the staff are, and who looked at which patient.',
};

const ref = (path: string): JsonObject => ({ $ref: `#/${path}` });
const entries = <T>(items: readonly T[], entry: (item: T) => readonly [string, Json]): JsonObject => Object.fromEntries(items.map(entry));

const exampleOf = ({ type, says: summary }: Contract, examples: Examples): readonly Json[] => {
  const payload = examples[type];
  return payload === undefined ? [] : [{ name: type, summary, payload }];
};

const messageFor = (contract: Contract, examples: Examples): JsonObject => ({
  name: contract.type,
  title: contract.type,
  summary: contract.says,
  traits: [ref('components/messageTraits/published-fact')],
  payload: {
    allOf: [
      ref('components/schemas/envelope'),
      {
        type: 'object',
        properties: {
          type: { const: contract.type },
          source: { const: contract.type.slice(0, contract.type.indexOf('.')) },
          data: ref(`components/schemas/${contract.type}`),
        },
      },
    ],
  },
  examples: exampleOf(contract, examples),
});

const tombstoneMessage: JsonObject = {
  name: 'tombstone',
  title: 'tombstone',
  summary: 'A fact that was erased or withdrawn: its number in the stream stays, its content is gone.',
  traits: [ref('components/messageTraits/published-fact')],
  payload: tolerant(shapeOf(tombstone)),
};

const namesIn = (service: ServiceName): readonly string[] => [...contractsOf[service].map(({ type }) => type), 'tombstone'];
const services = Object.keys(contractsOf) as readonly ServiceName[];

const channelOf = (service: ServiceName): JsonObject => ({
  address: service,
  title: `Facts of ${service}`,
  description: says[service],
  messages: entries(namesIn(service), (name) => [name, ref(`components/messages/${name}`)]),
});

const operationOf = (service: ServiceName): JsonObject => ({
  action: 'send',
  channel: ref(`channels/${service}`),
  summary: `${service} publishes its facts.`,
  messages: namesIn(service).map((name) => ref(`channels/${service}/messages/${name}`)),
});

const description = `Facts that the services of the Remote Monitoring System publish to one another.

Every message is one JSON object: an envelope after CloudEvents 1.0, with the content of its contract in \`data\`. It is not a conformant CloudEvent: it names no \`specversion\`, and attributes of its own are in camel case.

The partition key is \`patient\`, the record that the stream was born with; on facts about nobody it is \`subject\`. Order holds within a \`subject\` and nowhere else. Delivery is at least once: a consumer knows a repeat by \`id\` and a gap by \`published\`. A consumer tolerates fields it does not know.`;

/** One AsyncAPI 3.0 document for all that is published: a channel per service, the envelope, a message per contract with its example. */
export const asyncApi = (examples: Examples, version: string): JsonObject => ({
  asyncapi: '3.0.0',
  id: 'urn:rms:published-facts',
  info: { title: 'Published facts of the Remote Monitoring System', version, description, license: { name: 'MIT' } },
  defaultContentType: 'application/json',
  channels: entries(services, (service) => [service, channelOf(service)]),
  operations: entries(services, (service) => [`${service}-publishes`, operationOf(service)]),
  components: {
    schemas: {
      envelope: tolerant(shapeOf(envelope)),
      ...entries(everyContract, ({ type, data }) => [type, tolerant(shapeOf(data))]),
    },
    messages: {
      ...entries(everyContract, (contract) => [contract.type, messageFor(contract, examples)]),
      tombstone: tombstoneMessage,
    },
    messageTraits: {
      'published-fact': {
        contentType: 'application/json',
        correlationId: { location: '$message.payload#/correlationId' },
        bindings: {
          kafka: { key: { type: 'string', description: '`patient`, or `subject` on facts about nobody.' }, bindingVersion: '0.5.0' },
        },
      },
    },
  },
});
