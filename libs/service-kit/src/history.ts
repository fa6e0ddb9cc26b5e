import { factOf, type Aggregate, type Erased, type EventStore, type Fact, type StoredEvent } from '@rms/event-sourcing';

/** One event as a sentence a clinician or auditor can read, with both times, who and why. */
export interface ToldEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly occurredAt?: string;
  readonly occurredOn?: string;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf?: string;
  readonly causationId?: string;
  readonly published?: number;
  readonly sentence: string;
}

type AnyEvent = { readonly type: string };
/** A sentence for each event type of an aggregate, complete by type. */
export type Sentences<Event extends AnyEvent> = {
  readonly [Type in Event['type']]: (event: Extract<Event, { readonly type: Type }>, fact: Fact<Event>) => string;
};

/** Tells the events of one kind of stream. */
export interface Teller {
  readonly kind: string;
  readonly tell: (stored: StoredEvent) => ToldEvent;
}

const isErased = (event: AnyEvent): event is Erased => event.type === 'Erased';

const optional = <Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> =>
  value === undefined ? {} : ({ [name]: value } as Record<Name, string>);

const told = (stored: StoredEvent, sentence: string): ToldEvent => {
  const m = stored.metadata;
  return {
    position: stored.position,
    stream: stored.stream,
    revision: stored.revision,
    id: stored.id,
    type: stored.type,
    recordedAt: m['recordedAt'] ?? '',
    ...optional('occurredAt', m['occurredAt']),
    ...optional('occurredOn', m['occurredOn']),
    ...optional('onBehalfOf', m['onBehalfOf']),
    ...optional('causationId', m['causationId']),
    ...(m['published'] === undefined ? {} : { published: Number(m['published']) }),
    actor: m['actor'] ?? '',
    role: m['role'] ?? '',
    sentence,
  };
};

/** Joins an aggregate to its sentences. */
export const tells = <State, Command, Event extends AnyEvent, Refusal extends string>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  sentences: Sentences<Event>,
): Teller => ({
  kind: `${aggregate.service}.${aggregate.name}`,
  tell: (stored) => {
    const fact = factOf(aggregate, stored);
    if (isErased(fact.event)) return told(stored, `A fact (${fact.event.was}) was recorded here and has been erased.`);
    const say = sentences[fact.event.type as Event['type']] as (event: Event, fact: Fact<Event>) => string;
    return told(stored, say(fact.event, fact));
  },
});

/** The told events of some streams up to an instant, in the order they were recorded. */
export const tellStreams = async (
  store: EventStore,
  tellers: readonly Teller[],
  order: { readonly streams: readonly string[]; readonly at: string | undefined },
): Promise<readonly ToldEvent[]> => {
  const byKind = new Map(tellers.map((teller) => [teller.kind, teller]));
  const events = (await Promise.all(order.streams.map((stream) => store.readStream(stream)))).flat();
  return events
    .filter((event) => order.at === undefined || (event.metadata['recordedAt'] ?? '') <= order.at)
    .map((event) => byKind.get(event.stream.slice(0, -37))?.tell(event))
    .filter((event) => event !== undefined)
    .sort((a, b) => a.position - b.position);
};
