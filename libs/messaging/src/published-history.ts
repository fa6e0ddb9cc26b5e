import { factOf, type Aggregate, type Erased, type EventStore, type Fact, type Metadata, type StoredEvent } from '@rms/event-sourcing/pure';
import type { Delivery, Message, Unreadable } from './message.js';

/** What a stored fact says to the outside, or nothing. */
export type Translation<Event> = (event: Event, fact: Fact<Event>) => Said | undefined;
export interface Said {
  readonly type: string;
  readonly data: unknown;
}

/** Content of one contract, checked strictly: a producer never publishes what its contract does not allow, but throws. */
export const say = (contract: { readonly type: string; readonly data: { parse: (data: unknown) => unknown } }, data: unknown): Said => ({
  type: contract.type,
  data: contract.data.parse(data),
});

type AnyEvent = { readonly type: string };
/** One aggregate of the owner, with its translation. */
export interface Published {
  readonly kind: string;
  readonly deliver: (stored: StoredEvent) => Delivery | undefined;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] };

const textOf = (text: string | undefined): string => text ?? '';
// Every fact that anybody hears passes here: it is made in one object and not put together from several.
const messageOf = (stored: StoredEvent, published: number, said: { readonly type: string; readonly data: unknown }): Message => {
  const m: Metadata = stored.metadata;
  const { occurredAt, occurredOn, patient, onBehalfOf } = m;
  const message: Growing<Message> = {
    type: said.type,
    id: stored.id,
    source: stored.stream.slice(0, stored.stream.indexOf('.')),
    subject: stored.stream,
    time: textOf(m['recordedAt']),
    trust: textOf(m['trust']),
    published,
    position: stored.position,
    actor: textOf(m['actor']),
    role: textOf(m['role']),
    correlationId: textOf(m['correlationId']),
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
  trust: textOf(metadata['trust']),
  time: textOf(metadata['recordedAt']),
  why,
});

/** Joins an aggregate to its translation. A fact with a counter that says nothing, or is erased, travels as a tombstone: its number is never reused. */
export const publishes = <State, Command, Event extends AnyEvent, Refusal extends string>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  translate: Translation<Event>,
): Published => ({
  kind: `${aggregate.service}.${aggregate.name}`,
  deliver: (stored) => {
    const published = stored.metadata['published'];
    if (published === undefined) return undefined;
    try {
      const fact = factOf(aggregate, stored);
      const said = isErased(fact.event) ? undefined : translate(fact.event, fact);
      return { message: messageOf(stored, Number(published), said ?? { type: 'tombstone', data: { was: stored.type } }) };
    } catch (error) {
      return { unreadable: unreadableOf(stored, error instanceof Error ? error.message : String(error)) };
    }
  },
});

const isErased = (event: { readonly type: string }): event is Erased => event.type === 'Erased';

/** The published facts of one service, from its stored ones, by today's code. */
export interface PublishedHistory {
  readonly service: string;
  /** Of one stream, after a published counter. */
  ofStream(stream: string, after: number): Promise<readonly Delivery[]>;
  /** Of all streams after a position, at most `limit` stored events read; `through` is where reading ended. */
  since(
    position: number,
    limit: number,
  ): Promise<{ readonly deliveries: readonly Delivery[]; readonly through: number; readonly atEnd: boolean }>;
  /** Of one stored event; nothing for a private fact. */
  of(stored: StoredEvent): Delivery | undefined;
  /** The log that it is made from, where that is at hand: owners who share one can be read in one go. */
  readonly store?: Pick<EventStore, 'readAll'>;
}

export const publishedHistory = (service: string, store: EventStore, published: readonly Published[]): PublishedHistory => {
  const byKind = new Map(published.map((each) => [each.kind, each]));
  const of = (stored: StoredEvent): Delivery | undefined => byKind.get(stored.stream.slice(0, -37))?.deliver(stored);
  const all = (events: readonly StoredEvent[]): readonly Delivery[] => events.map(of).filter((delivery) => delivery !== undefined);
  return {
    service,
    store,
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
  (history: Pick<PublishedHistory, 'of'>) =>
  (event: StoredEvent): string | undefined => {
    const delivery = history.of(event);
    return delivery !== undefined && 'unreadable' in delivery ? delivery.unreadable.why : undefined;
  };
