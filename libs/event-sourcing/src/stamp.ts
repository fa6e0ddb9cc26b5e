import type { Aggregate, Occurred } from './aggregate.js';
import { chainHash, noPrevious, sha256, type Metadata } from './envelope.js';
import type { EventToAppend, ExpectedRevision, StoredEvent } from './event-store.js';
import { eventIdOf } from './ids.js';

/** Who acted. A `person` by token subject, a `policy` by its name, a `feed` by its id, an `operator` by operating-system user. */
export interface Actor {
  readonly kind: 'person' | 'policy' | 'feed' | 'operator';
  readonly id: string;
  readonly role: string;
  readonly onBehalfOf?: string;
}

/** Everything about a command that is not the command: who, for which trust and patient, why, and what the page had seen. */
export interface CommandContext {
  readonly commandId: string;
  readonly actor: Actor;
  readonly trust: string;
  /** For a new stream: the patient it is about; absent on streams that are about nobody. A stream keeps the one it was born with. */
  readonly patient?: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** recordedAt of the fact that caused this; the new facts are not dated before it. */
  readonly causeRecordedAt?: string;
  /** The `published` counter of the page the command comes from. */
  readonly seen?: number;
}

/** Where a stream stands: what the next event must follow. */
export interface StreamHead {
  readonly expected: ExpectedRevision;
  readonly published: number;
  readonly hash: string;
  readonly recordedAt: string;
  /** The patient id the stream was born with, which never changes. */
  readonly patient?: string;
}

export const emptyHead: StreamHead = { expected: 'no-stream', published: 0, hash: noPrevious, recordedAt: '' };

/** The head after the last of a stream's events. */
export const headOf = (events: readonly StoredEvent[]): StreamHead => {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return emptyHead;
  const patient = first.metadata['patient'];
  const published = events.reduce((n, event) => Math.max(n, Number(event.metadata['published'] ?? 0)), 0);
  return {
    expected: last.revision,
    published,
    hash: last.metadata['hash'] ?? '',
    recordedAt: last.metadata['recordedAt'] ?? '',
    ...(patient === undefined ? {} : { patient }),
  };
};

const encoder = new TextEncoder();
const latest = (...instants: readonly string[]): string => instants.reduce((a, b) => (a > b ? a : b));

/** What is stamped besides the events themselves. `now` is the clinical clock as an ISO instant. */
export interface Stamping {
  readonly stream: string;
  readonly head: StreamHead;
  readonly context: CommandContext;
  readonly now: string;
}

type Stamped<Event> = Pick<Aggregate<unknown, never, Event & { readonly type: string }, string>, 'schemas' | 'published' | 'occurred'>;
interface Place {
  readonly revision: number;
  readonly published: number | undefined;
  readonly recordedAt: string;
  readonly prev: string;
  readonly index: number;
}

const occurredNames = (occurred: Occurred): readonly [at: string | undefined, on: string | undefined] =>
  'at' in occurred ? [occurred.at, undefined] : [undefined, occurred.on];

/** What an event is besides its envelope: its bytes as they will be stored. */
interface Parcel {
  readonly type: string;
  readonly schema: number;
  readonly data: Uint8Array;
  readonly isPublished: boolean;
  readonly occurred: Occurred | undefined;
  /** Further names of the envelope. */
  readonly about?: Metadata;
}

// Names stand in code-unit order, the order in which the chain hashes them.
const envelope = (event: Parcel, place: Place, { context, stream, head }: Stamping): Metadata => {
  const [occurredAt, occurredOn] = occurredNames(event.occurred ?? { at: place.recordedAt });
  const names: Readonly<Record<string, string | undefined>> = {
    actor: `${context.actor.kind}:${context.actor.id}`,
    causationId: context.causationId,
    commandId: context.commandId,
    correlationId: context.correlationId,
    dataSha256: sha256(event.data),
    id: eventIdOf(context.commandId, place.index),
    keyId: 'none',
    occurredAt,
    occurredOn,
    onBehalfOf: context.actor.onBehalfOf,
    patient: head.expected === 'no-stream' ? context.patient : head.patient,
    prev: place.prev,
    published: place.published?.toString(),
    recordedAt: place.recordedAt,
    revision: String(place.revision),
    role: context.actor.role,
    schema: String(event.schema),
    stream,
    trust: context.trust,
    type: event.type,
  };
  const present: Record<string, string> = { ...event.about };
  for (const name in names) {
    const value = names[name];
    if (value !== undefined) present[name] = value;
  }
  return present;
};

const chained = (parcels: readonly Parcel[], stamping: Stamping): readonly EventToAppend[] => {
  const { head, context, now } = stamping;
  const recordedAt = latest(now, head.recordedAt, context.causeRecordedAt ?? '');
  const first = head.expected === 'no-stream' ? 0 : head.expected + 1;
  let { hash: prev, published } = head;
  return parcels.map((parcel, index) => {
    const { type, data, isPublished } = parcel;
    if (isPublished) published += 1;
    const place = { revision: first + index, published: isPublished ? published : undefined, recordedAt, prev, index };
    const metadata = envelope(parcel, place, stamping);
    prev = chainHash(metadata);
    return { id: metadata['id'] ?? '', type, metadata: { ...metadata, hash: prev }, data };
  });
};

/**
 * Puts the envelope round decided events: ids from the command, both times, the dense `published` counter on facts with a
 * contract, and the hash chain over the bytes as they will be stored.
 */
export const stamp = <Event extends { readonly type: string }>(
  aggregate: Stamped<Event>,
  events: readonly Event[],
  stamping: Stamping,
): readonly EventToAppend[] =>
  chained(
    events.map((event) => {
      const { type, ...content } = event;
      return {
        type,
        schema: aggregate.schemas[type as Event['type']],
        data: encoder.encode(JSON.stringify(content)),
        isPublished: aggregate.published.has(type),
        occurred: aggregate.occurred(event),
      };
    }),
    stamping,
  );

/** What is stored as it is and is no fact: a message as it came, a part of a page. It has no contract and is never published. */
export interface Unpublished {
  readonly type: string;
  readonly schema: number;
  readonly data: Uint8Array;
  readonly occurredAt?: string;
  /** Further names of the envelope, without personal data. A name that every envelope has is not overwritten. */
  readonly about: Metadata;
}

/** Puts the envelope round bytes that are stored as they are, so that their chain is proved as that of facts is. */
export const stampBytes = (parcels: readonly Unpublished[], stamping: Stamping): readonly EventToAppend[] =>
  chained(
    parcels.map(({ occurredAt, ...parcel }) => ({
      ...parcel,
      isPublished: false,
      occurred: occurredAt === undefined ? undefined : { at: occurredAt },
    })),
    stamping,
  );

/** The head after events that were stamped for it and appended. */
export const headAfter = (head: StreamHead, events: readonly Pick<EventToAppend, 'metadata'>[]): StreamHead =>
  events.reduce(
    (before, { metadata }) => ({
      // A stream keeps the patient it was born with.
      ...(metadata['patient'] === undefined ? {} : { patient: metadata['patient'] }),
      expected: Number(metadata['revision']),
      published: Number(metadata['published'] ?? before.published),
      hash: metadata['hash'] ?? '',
      recordedAt: metadata['recordedAt'] ?? '',
    }),
    head,
  );
