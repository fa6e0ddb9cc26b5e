import { sha256, type StoredEvent } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import type { Brought } from './grouped-stream.js';
import type { Arrived, IntakeRoute, NewMessage, OutcomeRecord, Refusal } from '../intake-log.js';
import { clipped } from '../reading/clipped.reading.js';

/** The streams of the log. A message's receipt is its revision in the first and one more. */
export const streams = { messages: 'intake.messages', outcomes: 'intake.outcomes', refusals: 'intake.refusals' } as const;
export type IntakeStream = keyof typeof streams;

/** What is larger is kept as a blob, and its event says so. */
export const mostInEvent = 512 * 1024;
const schema = 1;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const noBytes = new Uint8Array();
const isLarge = (bytes: Uint8Array): boolean => bytes.byteLength > mostInEvent;
const whereBytesAre = (bytes: Uint8Array): Readonly<Record<string, string>> => ({
  bytes: String(bytes.byteLength),
  kept: isLarge(bytes) ? 'blob' : 'here',
  sha256: sha256(bytes),
});

/** An accepted message as an event: its bytes as they came, and what is known of it in the envelope. */
export const broughtMessage = (message: NewMessage, receivedAt: string): Brought => ({
  parcel: {
    type: 'MessageArrived',
    schema,
    occurredAt: receivedAt,
    data: isLarge(message.bytes) ? noBytes : message.bytes,
    about: {
      acknowledged: message.acknowledged,
      controlId: message.controlId,
      feed: message.feed,
      messageType: message.type,
      route: message.route,
      sender: message.sender,
      ...whereBytesAre(message.bytes),
    },
  },
  by: { actor: { kind: 'feed', id: message.feed, role: 'feed' }, trust: message.trust },
});

/** One outcome as an event. */
export const broughtOutcome = (outcome: OutcomeRecord, by: Brought['by']): Brought => ({
  parcel: { type: 'OutcomeRecorded', schema, data: encoder.encode(JSON.stringify(outcome)), about: { receipt: String(outcome.receipt) } },
  by,
});

/** What was refused as an event. What an unknown sender wrote stands in its data and in no envelope: one line of JSON, and the bytes after it. */
export const broughtRefusal = ({ feed, rule, bytes, ...said }: Refusal, at: string, by: Brought['by']): Brought => {
  const heading = { sender: clipped(said.sender, 1000), controlId: clipped(said.controlId, 1000), sentence: clipped(said.sentence, 2000) };
  const line = encoder.encode(`${JSON.stringify(heading)}\n`);
  const data = new Uint8Array(line.byteLength + (isLarge(bytes) ? 0 : bytes.byteLength));
  data.set(line);
  if (!isLarge(bytes)) data.set(bytes, line.byteLength);
  return {
    parcel: { type: 'MessageRefused', schema, occurredAt: at, data, about: { ...present({ feed }), rule, ...whereBytesAre(bytes) } },
    by,
  };
};

const checked = (event: StoredEvent, type: string): StoredEvent => {
  if (event.type !== type || event.metadata['schema'] !== String(schema))
    throw new Error(
      `${event.stream} cannot be read at revision ${String(event.revision)}: ${event.type} of schema ${event.metadata['schema'] ?? ''} is not known`,
    );
  return event;
};

/** A message as its event says, but for its bytes. */
export type ToldMessage = Omit<Arrived, 'bytes' | 'conflictsWith'>;
export const messageIn = (event: StoredEvent): ToldMessage => {
  const { metadata, revision, id } = checked(event, 'MessageArrived');
  const of = (name: string): string => metadata[name] ?? '';
  return {
    receipt: revision + 1,
    id,
    feed: of('feed'),
    sender: of('sender'),
    trust: of('trust'),
    controlId: of('controlId'),
    type: of('messageType'),
    route: of('route') as IntakeRoute,
    sha256: of('sha256'),
    receivedAt: of('occurredAt'),
    acknowledged: of('acknowledged'),
  };
};
/** The name of the blob in which a message's bytes are; `undefined` where they are in its event. */
export const blobOf = ({ metadata }: StoredEvent): string | undefined => (metadata['kept'] === 'blob' ? metadata['sha256'] : undefined);

export const outcomeIn = (event: StoredEvent): OutcomeRecord =>
  JSON.parse(decoder.decode(checked(event, 'OutcomeRecorded').data)) as OutcomeRecord;

export interface ToldRefusal {
  readonly feed: string | undefined;
  readonly at: string;
}
export const refusalIn = (event: StoredEvent): ToldRefusal => {
  const { metadata } = checked(event, 'MessageRefused');
  return { feed: metadata['feed'], at: metadata['occurredAt'] ?? '' };
};
