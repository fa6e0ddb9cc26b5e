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
  readonly place: string;
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

type Headers = (name: string) => string;
const headersIn =
  (headers: IHeaders = {}): Headers =>
  (name) => {
    const value = headers[`ce_${name}`];
    return value === undefined || Array.isArray(value) ? '' : value.toString();
  };
const countIn = (header: Headers, name: string): number | undefined => {
  const text = header(name);
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
};

/** What must be so of an envelope, and what is wrong where it is not. The first that is wrong is told. */
type Rule = (header: Headers, record: { readonly key: string; readonly service: string }) => string | undefined;
const isMarker = (header: Headers): boolean => header('type') === unreadableType;
const isThere =
  (name: string): Rule =>
  (header) =>
    header(name) === '' ? `the header ce_${name} is missing` : undefined;
const isCount =
  (name: string): Rule =>
  (header) =>
    countIn(header, name) === undefined ? `the header ce_${name} is no whole number from 1` : undefined;
const isOfItsOwner: Rule = (header, { service }) =>
  header('source') === service && header('subject').startsWith(`${service}.`)
    ? undefined
    : `it says that it is not of ${service}, whose topic it came from`;
const hasItsKey: Rule = (header, { key }) => {
  const patient = isMarker(header) ? '' : header('patient');
  return key === (patient === '' ? header('subject') : patient) ? undefined : 'its key is not that of its patient or stream';
};
const isOfTheVersion: Rule = (header) =>
  header('specversion') === cloudEventsVersion ? undefined : `the header ce_specversion is not ${cloudEventsVersion}`;

const ofAll: readonly Rule[] = [
  isOfTheVersion,
  ...['id', 'type', 'source', 'subject', 'time', 'trust'].map(isThere),
  isOfItsOwner,
  isCount('position'),
  hasItsKey,
];
const ofMessages: readonly Rule[] = [...['actor', 'role', 'correlationid'].map(isThere), isCount('published')];

const wrongWith: Rule = (header, record) => {
  for (const rule of isMarker(header) ? ofAll : [...ofAll, ...ofMessages]) {
    const wrong = rule(header, record);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
};

const parsed = (value: Buffer | null): { readonly data: unknown } | undefined => {
  try {
    return value === null ? undefined : { data: JSON.parse(value.toString()) as unknown };
  } catch {
    return undefined;
  }
};

type Growing<T> = { -readonly [K in keyof T]: T[K] };
const sometimes = { occurredat: 'occurredAt', occurredon: 'occurredOn', patient: 'patient', onbehalfof: 'onBehalfOf' } as const;
const messageFrom = (header: Headers, data: unknown): Message => {
  const message: Growing<Message> = {
    type: header('type'),
    id: header('id'),
    source: header('source'),
    subject: header('subject'),
    time: header('time'),
    trust: header('trust'),
    published: Number(header('published')),
    position: Number(header('position')),
    actor: header('actor'),
    role: header('role'),
    correlationId: header('correlationid'),
    data,
  };
  for (const [name, field] of Object.entries(sometimes)) if (header(name) !== '') message[field] = header(name);
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

const unreadable = (header: Headers, { service, place }: CameFrom, why: string): Delivery => {
  const isStream = header('subject').startsWith(`${service}.`);
  return {
    unreadable: {
      stream: isStream ? header('subject') : `${service}.unknown-${place}`,
      position: countIn(header, 'position') ?? 0,
      trust: header('trust'),
      time: header('time'),
      why,
    },
  };
};

/** A record as a delivery. One that cannot be taken is a delivery too, with its reason: nothing that came is passed over. */
export const readRecord = (record: RecordReceived, from: CameFrom, taste: Taste): Read => {
  const header = headersIn(record.headers);
  const wrong = wrongWith(header, { key: String(record.key), service: from.service });
  const content = parsed(record.value);
  if (wrong !== undefined || content === undefined)
    return { delivery: unreadable(header, from, wrong ?? 'its content is no JSON'), settled: 0 };
  const [position, settled] = [Number(header('position')), Number(header('settled'))];
  const problem = problemOf(header('type'), content.data, taste);
  const delivery = problem === undefined ? { message: messageFrom(header, content.data) } : unreadable(header, from, problem);
  return { delivery, position, settled: settled < position ? settled : 0 };
};
