// Loaded into a service's process before its own program (node --import). It knows the places between the service and what it talks to, and
// at one of them, when a file says so, the process ends as by SIGKILL, or never goes on. Nothing of this is in what is delivered.
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.RMS_FAULTS_FOLDER ?? '';
const service = /services\/([a-z-]+)\/dist\/main\.js$/.exec(process.argv[1] ?? '')?.[1];

const orderIn = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Does what was ordered for one of these places, once. Answers only where the process is to go on. */
const comeTo = async (...places) => {
  const file = join(folder, `${service}.order`);
  const order = orderIn(file);
  if (order === undefined || !places.includes(order.at)) return;
  rmSync(file);
  appendFileSync(join(folder, 'hits'), `${JSON.stringify({ service, at: order.at, pid: process.pid, when: Date.now() })}\n`);
  if (order.does === 'end') process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
};

/** Between the places before and after a call. */
const between = (prototype, method, placesOf) => {
  const { [method]: call } = prototype;
  prototype[method] = async function (...given) {
    const { before = [], after = [] } = placesOf(...given);
    if (before.length > 0) await comeTo(...before);
    const answer = await call.apply(this, given);
    if (after.length > 0) await comeTo(...after);
    return answer;
  };
};

// A letter's pages and the outcomes of messages are kept in the same way as facts, and are none.
const whatIsStored = (stream, events) => {
  if (stream === 'intake.messages') return ['a message'];
  return stream.startsWith('intake.') || stream.includes('.blob-') ? [] : ['a fact', ...[events].flat().map(({ type }) => type)];
};

if (service !== undefined && folder !== '') {
  const { EventStoreDBClient } = await import('@eventstore/db-client');
  const { default: kafkajs } = await import('kafkajs');
  const { default: mongoose } = await import('mongoose');
  between(EventStoreDBClient.prototype, 'appendToStream', (stream, events) => {
    const stored = whatIsStored(stream, events);
    return { before: stored.map((each) => `before ${each} is stored`), after: stored.map((each) => `after ${each} is stored`) };
  });
  between(mongoose.mongo.Collection.prototype, 'bulkWrite', () => ({
    before: ['before a copy is written'],
    after: ['after a copy is written'],
  }));
  const { producer } = kafkajs.Kafka.prototype;
  kafkajs.Kafka.prototype.producer = function (...given) {
    const made = producer.apply(this, given);
    between(made, 'send', () => ({ before: ['before facts are published'], after: ['after facts are published'] }));
    return made;
  };
}
