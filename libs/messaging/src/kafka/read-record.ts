import type { IHeaders } from 'kafkajs';
import type { Delivery, Message } from '../message.js';
import { cloudEventsVersion, tombstoneType, unreadableType } from './wire.js';

/** A record as it came from Kafka. */
export interface RecordReceived {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: IHeaders;
}
export interface CameFrom {
  readonly service: string;
  /** `topic/partition/offset`, for whoever has to find a record without a stream. */
  readonly place: () => string;
}
/** What a release of a consumer can take. */
export interface Taste {
  readonly knows: (type: string) => boolean;
  /** What is wrong with the content of a contract, without the content itself; nothing where it fits, or has more than it must. */
  readonly problemWith: (type: string, data: unknown) => string | undefined;
}
export interface Read {
  readonly delivery: Delivery;
  /** Its place in the owner's log; absent where the envelope cannot be relied on. */
  readonly position?: number;
  readonly settled: number;
}

/** The headers as text, each read once; empty where one is missing. */
interface Envelope {
  readonly specversion: string;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly occurredat: string;
  readonly occurredon: string;
  readonly trust: string;
  readonly patient: string;
  readonly published: string;
  readonly position: string;
  readonly actor: string;
  readonly role: string;
  readonly onbehalfof: string;
  readonly correlationid: string;
  readonly settled: string;
}
const text = (header: IHeaders[string]): string => (header === undefined || Array.isArray(header) ? '' : header.toString());
const envelopeOf = (headers: IHeaders = {}): Envelope => ({
  specversion: text(headers['ce_specversion']),
  id: text(headers['ce_id']),
  type: text(headers['ce_type']),
  source: text(headers['ce_source']),
  subject: text(headers['ce_subject']),
  time: text(headers['ce_time']),
  occurredat: text(headers['ce_occurredat']),
  occurredon: text(headers['ce_occurredon']),
  trust: text(headers['ce_trust']),
  patient: text(headers['ce_patient']),
  published: text(headers['ce_published']),
  position: text(headers['ce_position']),
  actor: text(headers['ce_actor']),
  role: text(headers['ce_role']),
  onbehalfof: text(headers['ce_onbehalfof']),
  correlationid: text(headers['ce_correlationid']),
  settled: text(headers['ce_settled']),
});
const isCount = (header: string): boolean => /^[1-9]\d{0,14}$/.test(header);

const always = ['id', 'type', 'source', 'subject', 'time', 'trust'] as const;
const onMessages = [...always, 'actor', 'role', 'correlationid'] as const;
const missing = (envelope: Envelope, names: readonly (keyof Envelope)[]): string | undefined => {
  for (const name of names) if (envelope[name] === '') return `the header ce_${name} is missing`;
  return undefined;
};
const isOf = ({ source, subject }: Envelope, service: string): boolean => source === service && subject.startsWith(`${service}.`);

const wrongWithAny = (envelope: Envelope, service: string, key: string): string | undefined => {
  if (envelope.specversion !== cloudEventsVersion) return `the header ce_specversion is not ${cloudEventsVersion}`;
  if (!isOf(envelope, service)) return `it says that it is not of ${service}, whose topic it came from`;
  if (!isCount(envelope.position)) return 'the header ce_position is no whole number from 1';
  const expected = envelope.type === unreadableType || envelope.patient === '' ? envelope.subject : envelope.patient;
  return key === expected ? undefined : 'its key is not that of its patient or stream';
};

/** What is wrong with an envelope; nothing where it can be relied on. */
const wrongWith = (envelope: Envelope, service: string, key: string): string | undefined => {
  const isMarker = envelope.type === unreadableType;
  const wrong = missing(envelope, isMarker ? always : onMessages) ?? wrongWithAny(envelope, service, key);
  if (wrong !== undefined) return wrong;
  return isMarker || isCount(envelope.published) ? undefined : 'the header ce_published is no whole number from 1';
};

const parsed = (value: Buffer | null): { readonly data: unknown } | undefined => {
  try {
    return value === null ? undefined : { data: JSON.parse(value.toString()) as unknown };
  } catch {
    return undefined;
  }
};

type Growing<T> = { -readonly [K in keyof T]: T[K] };
const messageFrom = (envelope: Envelope, data: unknown): Message => {
  const message: Growing<Message> = {
    type: envelope.type,
    id: envelope.id,
    source: envelope.source,
    subject: envelope.subject,
    time: envelope.time,
    trust: envelope.trust,
    published: Number(envelope.published),
    position: Number(envelope.position),
    actor: envelope.actor,
    role: envelope.role,
    correlationId: envelope.correlationid,
    data,
  };
  if (envelope.occurredat !== '') message.occurredAt = envelope.occurredat;
  if (envelope.occurredon !== '') message.occurredOn = envelope.occurredon;
  if (envelope.patient !== '') message.patient = envelope.patient;
  if (envelope.onbehalfof !== '') message.onBehalfOf = envelope.onbehalfof;
  return message;
};

const textIn = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'why' in data && typeof data.why === 'string' ? data.why : 'its owner does not say why';
const problemOf = (type: string, data: unknown, { knows, problemWith }: Taste): string | undefined => {
  if (type === unreadableType) return textIn(data);
  if (type === tombstoneType) return undefined;
  if (!knows(type)) return `the contract ${type} is not known to this release`;
  const problem = problemWith(type, data);
  return problem === undefined ? undefined : `its content is not as ${type} says: ${problem}`;
};

const unreadable = (envelope: Envelope, { service, place }: CameFrom, why: string): Delivery => {
  const isStream = envelope.subject.startsWith(`${service}.`);
  return {
    unreadable: {
      stream: isStream ? envelope.subject : `${service}.unknown-${place()}`,
      position: isCount(envelope.position) ? Number(envelope.position) : 0,
      trust: envelope.trust,
      time: envelope.time,
      why,
    },
  };
};

/** A record as a delivery. One that cannot be taken is a delivery too, with its reason: nothing that came is passed over. */
export const readRecord = (record: RecordReceived, from: CameFrom, taste: Taste): Read => {
  const envelope = envelopeOf(record.headers);
  const wrong = wrongWith(envelope, from.service, String(record.key));
  const content = parsed(record.value);
  if (wrong !== undefined || content === undefined)
    return { delivery: unreadable(envelope, from, wrong ?? 'its content is no JSON'), settled: 0 };
  const [position, settled] = [Number(envelope.position), Number(envelope.settled)];
  const problem = problemOf(envelope.type, content.data, taste);
  const delivery = problem === undefined ? { message: messageFrom(envelope, content.data) } : unreadable(envelope, from, problem);
  return { delivery, position, settled: settled < position ? settled : 0 };
};
