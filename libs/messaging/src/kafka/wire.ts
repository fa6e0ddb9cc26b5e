import { partitionKeyOf, type Delivery, type Message, type Unreadable } from '../message.js';

/** A delivery as it is given to Kafka. */
export interface RecordToSend {
  readonly key: string;
  readonly value: string;
  /** CloudEvents 1.0 in binary mode. No personal data: that is in the value alone. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What travels in the place of a fact that its owner cannot read. */
export const unreadableType = 'unreadable';
/** A fact that was erased: its number stays. Every release knows it. */
export const tombstoneType = 'tombstone';

type Attributes = Readonly<Record<string, string | undefined>>;
/** Of CloudEvents. */
export const cloudEventsVersion = '1.0';
const specversion = cloudEventsVersion;
const headersOf = (attributes: Attributes): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) headers[`ce_${name}`] = value;
  }
  return headers;
};

const messageRecord = (message: Message, settled: number): RecordToSend => ({
  key: partitionKeyOf(message),
  value: JSON.stringify(message.data),
  headers: headersOf({
    specversion,
    id: message.id,
    type: message.type,
    source: message.source,
    subject: message.subject,
    time: message.time,
    occurredat: message.occurredAt,
    occurredon: message.occurredOn,
    trust: message.trust,
    patient: message.patient,
    published: String(message.published),
    position: String(message.position),
    actor: message.actor,
    role: message.role,
    onbehalfof: message.onBehalfOf,
    correlationid: message.correlationId,
    settled: String(settled),
  }),
});

const unreadableRecord = (unreadable: Unreadable, settled: number): RecordToSend => ({
  key: unreadable.stream,
  value: JSON.stringify({ why: unreadable.why }),
  headers: headersOf({
    specversion,
    id: `${unreadable.stream}/${unreadable.position}`,
    type: unreadableType,
    source: unreadable.stream.slice(0, unreadable.stream.indexOf('.')),
    subject: unreadable.stream,
    time: unreadable.time,
    trust: unreadable.trust,
    position: String(unreadable.position),
    settled: String(settled),
  }),
});

/** A delivery as a record. `settled` is the position through which everything published is in the topic already. */
export const recordOf = (delivery: Delivery, settled: number): RecordToSend =>
  'message' in delivery ? messageRecord(delivery.message, settled) : unreadableRecord(delivery.unreadable, settled);

/** What comes with every record besides its key, value and headers, bytes; more than it ever is. */
const frame = 70;
const frameOfHeader = 8;
/** Bytes a record takes in a batch, or a few more. */
export const sizeOf = ({ key, value, headers }: RecordToSend): number => {
  let size = frame + Buffer.byteLength(key) + Buffer.byteLength(value);
  for (const name in headers) size += frameOfHeader + name.length + (headers[name] ?? '').length;
  return size;
};

/** Instead of what is too large for the topic: its stream waits, and says why. */
export const tooLarge = (delivery: Delivery, sizes: { readonly size: number; readonly limit: number }): Delivery => {
  const why = `it is ${String(sizes.size)} bytes, and a record may have ${String(sizes.limit)}`;
  if ('unreadable' in delivery) return { unreadable: { ...delivery.unreadable, why } };
  const { subject, position, trust, time } = delivery.message;
  return { unreadable: { stream: subject, position, trust, time, why } };
};
