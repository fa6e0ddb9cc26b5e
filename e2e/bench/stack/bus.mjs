#!/usr/bin/env node
// node e2e/bench/stack/bus.mjs HOST:PORT: what a real broker takes and gives through the relay and the bus, held against the client alone.
// Both send and read the same records. It runs what is compiled.
import { emptyHead, headOf, randomId, stamp, systemClock } from '@rms/event-sourcing';
import { publishedHistory, publishes } from '@rms/messaging';
import { toTable } from './rounds.mjs';
import { ensureTopics, kafkaBus, kafkaClient, startRelay, topicOf } from '@rms/messaging/kafka';

const [broker] = process.argv.slice(2);
if (broker === undefined) {
  console.error('Which broker? Give it as HOST:PORT.');
  process.exit(2);
}
const count = 50_000;
const rounds = Number(process.argv[3] ?? 7);
const atOnce = 2000;
const text = 'x'.repeat(450);

const note = {
  service: 'alpha',
  name: 'note',
  decider: { initialState: null, decide: () => ({ accepted: true, events: [] }), evolve: () => null },
  schemas: { Noted: 1 },
  published: new Set(['Noted']),
  occurred: () => undefined,
  upcast: (type, _schema, data) => ({ ...data, type }),
};

/** A log in memory of so many facts, ten to a stream. */
const recorded = () => {
  const events = [];
  while (events.length < count) {
    const stream = `alpha.note-${randomId()}`;
    const actor = { kind: 'operator', id: 'bench', role: 'operator' };
    const context = { commandId: randomId(), actor, trust: 'ZT001', patient: randomId(), correlationId: randomId() };
    const facts = Array.from({ length: 10 }, (_, n) => ({ type: 'Noted', text: `${text}${String(n)}` }));
    const stamped = stamp(note, facts, { stream, head: emptyHead, now: '2026-03-04T09:00:00.000Z', context });
    stamped.forEach((event, revision) => events.push({ ...event, stream, revision, position: events.length + 1, storedAt: '' }));
  }
  return events;
};
const events = recorded();
if (headOf(events.slice(0, 10)).published !== 10) throw new Error('The log is not as it should be.');
const store = {
  readAll: (after, limit) => Promise.resolve(events.slice(after, after + limit)),
  lastPosition: () => Promise.resolve(events.length),
  onCommit: () => () => undefined,
};
const history = publishedHistory('alpha', store, [publishes(note, (event) => ({ type: 'alpha.noted.v1', data: { text: event.text } }))]);

const settings = { brokers: [broker], clientId: 'bench' };
const admin = kafkaClient(settings).admin();
await admin.connect();
const freshTopic = async () => {
  const prefix = `b${randomId()}`;
  await ensureTopics(admin, { services: ['alpha'], prefix, brokers: 'one' });
  return prefix;
};
/** From when work says that it has begun: what it takes to join a group is not what is measured. */
const perSecond = async (work) => {
  let began = performance.now();
  await work(() => {
    began = performance.now();
  });
  return Math.round((count / (performance.now() - began)) * 1000);
};
const fail = (...told) => console.error(...told);

const relayed = async () => {
  const prefix = await freshTopic();
  let position = 0;
  const checkpoint = { read: () => Promise.resolve(position), write: (to) => Promise.resolve(void (position = to)) };
  let relay;
  const rate = await perSecond(async () => {
    relay = startRelay({ store, history, checkpoint, kafka: settings, prefix, newId: randomId, onFailure: fail, onHoldsLess: fail });
    await relay.caughtUp();
  });
  await relay.stop();
  return { rate, prefix };
};

/** The records of a topic as they came, to be sent again by the client alone. */
const taken = async (prefix) => {
  const consumer = kafkaClient(settings).consumer({ groupId: `${prefix}.taken`, maxWaitTimeInMs: 200 });
  const records = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [topicOf('alpha', prefix)], fromBeginning: true });
  await new Promise((resolve) => {
    void consumer.run({
      eachBatch: ({ batch }) => {
        for (const { key, value, headers } of batch.messages) records.push({ key, value, headers, partition: batch.partition });
        if (records.length >= count) resolve();
        return Promise.resolve();
      },
    });
  });
  await consumer.disconnect();
  const position = ({ headers }) => Number(headers.ce_position);
  return records.sort((one, other) => position(one) - position(other));
};

const sentAlone = async (records) => {
  const prefix = await freshTopic();
  const producer = kafkaClient(settings).producer({
    idempotent: true,
    maxInFlightRequests: 1,
  });
  const rate = await perSecond(async () => {
    await producer.connect();
    for (let at = 0; at < count; at += atOnce)
      await producer.send({ topic: topicOf('alpha', prefix), acks: -1, messages: records.slice(at, at + atOnce) });
  });
  await producer.disconnect();
  return { rate, prefix };
};

/** The client alone, with what is done with the headers of each record: who reads CloudEvents cannot do without them. */
const readAlone = async (prefix, understand) => {
  const consumer = kafkaClient(settings).consumer({ groupId: `${prefix}.${understand.name}`, maxWaitTimeInMs: 200 });
  const topic = topicOf('alpha', prefix);
  let [read, bytes] = [0, 0];
  const rate = await perSecond(async (begins) => {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise((resolve) => {
      void consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary }) => {
          for (const message of batch.messages) {
            if (read === 0) begins();
            understand(message.headers);
            bytes += JSON.parse(message.value.toString()).text.length;
            await Promise.resolve();
            resolveOffset(message.offset);
            read += 1;
          }
          await commitOffsetsIfNecessary({
            topics: [{ topic, partitions: [{ partition: batch.partition, offset: String(Number(batch.lastOffset()) + 1) }] }],
          });
          if (read >= count) resolve();
        },
      });
    });
  });
  await consumer.disconnect();
  if (bytes !== count * 451) throw new Error('Not all was read.');
  return rate;
};

const readByTheBus = async (prefix) => {
  const topic = topicOf('alpha', prefix);
  const places = new Map(Array.from({ length: 12 }, (_, partition) => [partition, { topic, partition, offset: '0', through: 0 }]));
  const bus = kafkaBus({
    kafka: settings,
    histories: new Map([['alpha', history]]),
    places: () => ({
      read: () => Promise.resolve([...places.values()]),
      write: (place) => Promise.resolve(void places.set(place.partition, place)),
    }),
    taste: { knows: (type) => type === 'alpha.noted.v1', problemWith: () => undefined },
    clock: systemClock,
    prefix,
    onFailure: fail,
    onIncident: fail,
    onStalled: fail,
    onFatal: fail,
  });
  let [read, bytes] = [0, 0];
  let subscription;
  const rate = await perSecond(async (begins) => {
    await new Promise((resolve) => {
      subscription = bus.subscribe({
        group: 'bus',
        hears: ['alpha'],
        from: () => Promise.resolve(0),
        passed: () => Promise.resolve(),
        deliver: ({ message }) => {
          if (read === 0) begins();
          bytes += message.data.text.length;
          read += 1;
          if (read === count) resolve();
          return Promise.resolve();
        },
      });
    });
  });
  await subscription.stop();
  if (bytes !== count * 451) throw new Error('Not all was read.');
  return rate;
};

const median = (all) => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)];
const unread = () => undefined;
const asText = (headers) => {
  const texts = {};
  for (const name in headers) texts[name] = headers[name].toString();
  return texts;
};
const found = { relay: [], sent: [], bus: [], unread: [], asText: [] };
const readers = { bus: readByTheBus, unread: (prefix) => readAlone(prefix, unread), asText: (prefix) => readAlone(prefix, asText) };
const warmUp = await relayed();
const records = await taken(warmUp.prefix);
for (let round = 0; round < rounds; round += 1) {
  const order = round % 2 === 0 ? [relayed, () => sentAlone(records)] : [() => sentAlone(records), relayed];
  const [one, other] = [await order[0](), await order[1]()];
  const [ours, alone] = round % 2 === 0 ? [one, other] : [other, one];
  found.relay.push(ours.rate);
  found.sent.push(alone.rate);
  const reads = ['unread', 'bus', 'asText'];
  for (const who of round % 2 === 0 ? reads : reads.reverse()) found[who].push(await readers[who](ours.prefix));
  await admin.deleteTopics({ topics: [one, other].map(({ prefix }) => topicOf('alpha', prefix)) });
}
const ratio = (ours, alone) => median(ours.map((rate, n) => rate / alone[n])).toFixed(2);
console.log(`${String(count)} facts of 500 bytes, ${String(rounds)} rounds, median per second`);
console.log(`publish  ours ${String(median(found.relay))}  alone ${String(median(found.sent))}  ratio ${ratio(found.relay, found.sent)}`);
for (const [who, words] of [
  ['unread', 'alone, headers unread'],
  ['asText', 'alone, headers as text'],
])
  console.log(`consume  ours ${String(median(found.bus))}  ${words} ${String(median(found[who]))}  ratio ${ratio(found.bus, found[who])}`);
const named = {
  relay: found.relay,
  bus: found.bus,
  kafkajs: found.sent,
  'kafkajs, headers unread': found.unread,
  'kafkajs, headers read': found.asText,
};
toTable('relay, facts from the log to the broker', named, { of: 'relay', rate: 20_000 });
toTable('publish', named, { of: 'relay', to: 'kafkajs', ratio: 0.9 });
toTable('consume', named, { of: 'bus', to: 'kafkajs, headers read', ratio: 0.9 });
toTable('consume', named, { of: 'bus', to: 'kafkajs, headers unread' });
await admin.deleteTopics({ topics: [topicOf('alpha', warmUp.prefix)] });
await admin.disconnect();
process.disconnect?.();
process.exit();
