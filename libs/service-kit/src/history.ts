import { factOf, type Aggregate, type Erased, type EventStore, type Fact, type StoredEvent } from '@rms/event-sourcing';

/** One event as a sentence a clinician or auditor can read, with both times, who and why. */
export interface ToldEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly nature: Nature;
  readonly recordedAt: string;
  readonly occurredAt?: string;
  readonly occurredOn?: string;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf?: string;
  readonly causationId?: string;
  readonly published?: number;
  readonly sentence: string;
  /** Fingerprint of the page that was written, where this fact is the writing of one: its owner keeps the page. */
  readonly page?: string;
}

type AnyEvent = { readonly type: string };

/**
 * What a fact is. An `observation` is about the world: a later one may correct it or take it back. An `act` is of people and of
 * the system: it was done, and stays done. What was true at a moment is made of observations as last corrected, and of acts as
 * they were recorded by then.
 */
export type Nature = 'observation' | 'act';
/** The nature of each event type of an aggregate, complete by type. */
export type Natures<Event extends AnyEvent> = Readonly<Record<Event['type'], Nature>>;

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

const told = (stored: StoredEvent, nature: Nature, sentence: string): ToldEvent => {
  const m = stored.metadata;
  return {
    position: stored.position,
    stream: stored.stream,
    revision: stored.revision,
    id: stored.id,
    type: stored.type,
    nature,
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

/** The sentence of a stored event of one aggregate, also of one that was erased. */
export const sentencesOf =
  <State, Command, Event extends AnyEvent, Refusal extends string>(
    aggregate: Aggregate<State, Command, Event, Refusal>,
    sentences: Sentences<Event>,
  ) =>
  (stored: StoredEvent): string => {
    const fact = factOf(aggregate, stored);
    if (isErased(fact.event)) return `A fact (${fact.event.was}) was recorded here and has been erased.`;
    const say = sentences[fact.event.type as Event['type']] as (event: Event, fact: Fact<Event>) => string;
    return say(fact.event, fact);
  };

/** Joins an aggregate to its sentences, and to what each of its facts is. */
export const tells = <State, Command, Event extends AnyEvent, Refusal extends string>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  sentences: Sentences<Event>,
  natures: Natures<Event>,
): Teller => {
  const say = sentencesOf(aggregate, sentences);
  return {
    kind: `${aggregate.service}.${aggregate.name}`,
    tell: (stored) => told(stored, natures[stored.type as Event['type']], say(stored)),
  };
};

/** Every stored event of some streams, in commit order. */
export const readStreams = async (store: EventStore, streams: readonly string[]): Promise<readonly StoredEvent[]> =>
  (await Promise.all(streams.map((stream) => store.readStream(stream)))).flat().sort((a, b) => a.position - b.position);

/** The told events of some streams up to an instant, in the order they were recorded. */
export const tellStreams = async (
  store: EventStore,
  tellers: readonly Teller[],
  order: { readonly streams: readonly string[]; readonly at: string | undefined },
): Promise<readonly ToldEvent[]> => {
  const byKind = new Map(tellers.map((teller) => [teller.kind, teller]));
  return (await readStreams(store, order.streams))
    .filter((event) => order.at === undefined || (event.metadata['recordedAt'] ?? '') <= order.at)
    .map((event) => byKind.get(event.stream.slice(0, -37))?.tell(event))
    .filter((event) => event !== undefined);
};
