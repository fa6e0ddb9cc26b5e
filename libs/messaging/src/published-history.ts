import { factOf, type Aggregate, type Erased, type EventStore, type Fact, type Metadata, type StoredEvent } from '@rms/event-sourcing/pure';
import type { Delivery, Message, Unreadable } from './message.js';

/** What a stored fact says to the outside, or nothing. */
export type Translation<Event> = (event: Event, fact: Fact<Event>) => Said | undefined;
export interface Said {
  readonly type: string;
  readonly data: unknown;
  /** What the content has to fit; absent where it has been held against it. */
  readonly shape?: { parse: (data: unknown) => unknown };
}

/** Content of one contract. It is checked strictly before it is published: a producer never says what its contract does not allow, but throws. */
export const say = (contract: { readonly type: string; readonly data: { parse: (data: unknown) => unknown } }, data: unknown): Said => ({
  type: contract.type,
  data,
  shape: contract.data,
});

type AnyEvent = { readonly type: string };
/** One aggregate of the owner, with its translation. */
export interface Published {
  readonly kind: string;
  readonly deliver: (stored: StoredEvent) => Delivery | undefined;
  /** The same, without holding the content against its contract. */
  readonly read: (stored: StoredEvent) => Delivery | undefined;
}

// In the envelope of every fact.
const always = (metadata: Metadata, name: string): string => metadata[name] ?? '';

type Growing<T> = { -readonly [K in keyof T]: T[K] };

// Every fact that anybody hears passes here: it is made in one object and not put together from several.
const messageOf = (stored: StoredEvent, published: number, said: { readonly type: string; readonly data: unknown }): Message => {
  const m: Metadata = stored.metadata;
  const { occurredAt, occurredOn, patient, onBehalfOf } = m;
  const message: Growing<Message> = {
    type: said.type,
    id: stored.id,
    source: stored.stream.slice(0, stored.stream.indexOf('.')),
    subject: stored.stream,
    time: always(m, 'recordedAt'),
    trust: always(m, 'trust'),
    published,
    position: stored.position,
    actor: always(m, 'actor'),
    role: always(m, 'role'),
    correlationId: always(m, 'correlationId'),
    data: said.data,
  };
  if (occurredAt !== undefined) message.occurredAt = occurredAt;
  if (occurredOn !== undefined) message.occurredOn = occurredOn;
  if (patient !== undefined) message.patient = patient;
  if (onBehalfOf !== undefined) message.onBehalfOf = onBehalfOf;
  return message;
};

const unreadableOf = ({ stream, position, metadata }: StoredEvent, why: string): Unreadable => ({
  stream,
  position,
  trust: always(metadata, 'trust'),
  time: always(metadata, 'recordedAt'),
  why,
});

/** Joins an aggregate to its translation. A fact with a counter that says nothing, or is erased, travels as a tombstone: its number is never reused. */
export const publishes = <State, Command, Event extends AnyEvent, Refusal extends string>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  translate: Translation<Event>,
): Published => ({
  kind: `${aggregate.service}.${aggregate.name}`,
  deliver: told(aggregate, translate, ({ type, data, shape }) => ({ type, data: shape === undefined ? data : shape.parse(data) })),
  read: told(aggregate, translate, (said) => said),
});

const told =
  <State, Command, Event extends AnyEvent, Refusal extends string>(
    aggregate: Aggregate<State, Command, Event, Refusal>,
    translate: Translation<Event>,
    checked: (said: Said) => Said,
  ): Published['deliver'] =>
  (stored) => {
    const published = stored.metadata['published'];
    if (published === undefined) return undefined;
    try {
      const fact = factOf(aggregate, stored);
      const said = isErased(fact.event) ? undefined : translate(fact.event, fact);
      const content = said === undefined ? { type: 'tombstone', data: { was: stored.type } } : checked(said);
      return { message: messageOf(stored, Number(published), content) };
    } catch (error) {
      return { unreadable: unreadableOf(stored, error instanceof Error ? error.message : String(error)) };
    }
  };

const isErased = (event: { readonly type: string }): event is Erased => event.type === 'Erased';

/** The published facts of one service, as anybody may read them: in its own process, or from its doors. */
export interface PublishedHistory {
  readonly service: string;
  /** Of one stream, after a published counter. */
  ofStream(stream: string, after: number): Promise<readonly Delivery[]>;
  /** Of all streams after a position, at most `limit` stored events read; `through` is where reading ended. */
  since(
    position: number,
    limit: number,
  ): Promise<{ readonly deliveries: readonly Delivery[]; readonly through: number; readonly atEnd: boolean }>;
  /** The log that it is made from, where that is at hand. */
  readonly log?: PublishedLog;
}

/** The same beside the store it is made from, by today's code. Only who has the stored facts can translate one of them. */
export interface OwnHistory extends PublishedHistory {
  /** Of one stored event; nothing for a private fact. */
  of(stored: StoredEvent): Delivery | undefined;
  readonly log: PublishedLog;
}

/**
 * For whoever reads whole histories beside the log: owners who share one can be read in one go. Content is not held against its
 * contract again, as it was when it was recorded (nothing is recorded that could not be published): a reader checks what he uses.
 */
export interface PublishedLog {
  readonly store: Pick<EventStore, 'readAll'>;
  read(stored: StoredEvent): Delivery | undefined;
}

export const publishedHistory = (service: string, store: EventStore, published: readonly Published[]): OwnHistory => {
  const byKind = new Map(published.map((each) => [each.kind, each]));
  const of = (stored: StoredEvent): Delivery | undefined => byKind.get(stored.stream.slice(0, -37))?.deliver(stored);
  const all = (events: readonly StoredEvent[]): readonly Delivery[] => events.map(of).filter((delivery) => delivery !== undefined);
  return {
    service,
    log: { store, read: (stored) => byKind.get(stored.stream.slice(0, -37))?.read(stored) },
    of,
    ofStream: async (stream, after) =>
      all(await store.readStream(stream)).filter((delivery) => 'unreadable' in delivery || delivery.message.published > after),
    since: async (position, limit) => {
      const events = await store.readAll(position, limit, [`${service}.`]);
      return { deliveries: all(events), through: events.at(-1)?.position ?? position, atEnd: events.length < limit };
    },
  };
};

/** Why a fact could not be published by its owner's translation and contracts; `undefined` when it can, or is private. */
export const unpublishableBy =
  (history: Pick<OwnHistory, 'of'>) =>
  (event: StoredEvent): string | undefined => {
    const delivery = history.of(event);
    return delivery !== undefined && 'unreadable' in delivery ? delivery.unreadable.why : undefined;
  };
