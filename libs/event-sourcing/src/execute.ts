import { streamOf, type Aggregate } from './aggregate.js';
import type { EventStore, EventToAppend, StoredEvent } from './event-store.js';
import type { Metadata } from './envelope.js';
import { factOf, UnreadableHistory } from './history.js';
import { eventIdOf } from './ids.js';
import { headOf, stamp, type CommandContext } from './stamp.js';

/** The answer to a command: what was recorded and where the stream now stands, or the reason for nothing. */
export type Outcome<Event, Refusal extends string> =
  | {
      readonly accepted: true;
      readonly stream: string;
      readonly published: number;
      readonly events: readonly Event[];
      readonly repeated: boolean;
    }
  | { readonly accepted: false; readonly refusal: Refusal | 'overtaken' | 'too-busy' | 'of-another-trust' };

/** The clinical clock as an ISO instant with milliseconds. */
export type ClinicalNow = () => string;

export interface Execution {
  readonly store: EventStore;
  readonly now: ClinicalNow;
  /** Why a fact could not be published, if it could not: it is not recorded then, because nobody would ever hear of it. */
  readonly unpublishable?: (event: StoredEvent) => string | undefined;
}

/** What was decided could not be published: it has a text, for instance, that is longer than its contract allows. Nothing is recorded. */
export class CannotBePublished extends Error {
  constructor(
    readonly stream: string,
    readonly type: string,
    why: string,
  ) {
    super(`${type} on ${stream} could not be published: ${why}`);
    this.name = 'CannotBePublished';
  }
}

const attempts = 12;

const highest = (published: number, events: readonly { readonly metadata: Metadata }[]): number =>
  events.reduce((n, event) => Math.max(n, Number(event.metadata['published'] ?? 0)), published);

type Live<State, Command, Event extends { readonly type: string }, Refusal extends string> = {
  readonly aggregate: Aggregate<State, Command, Event, Refusal>;
  readonly command: Command;
  readonly context: CommandContext;
  readonly stream: string;
};

const foldOf = <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  stored: readonly StoredEvent[],
): State =>
  stored.reduce((state, event) => {
    const { event: fact } = factOf(aggregate, event);
    try {
      return aggregate.decider.evolve(state, fact);
    } catch (error) {
      throw new UnreadableHistory(event.stream, event.revision, error instanceof Error ? error.message : String(error));
    }
  }, aggregate.decider.initialState);

const mustBePublishable = ({ unpublishable, now }: Execution, stream: string, events: readonly EventToAppend[]): void => {
  for (const event of events) {
    const why = unpublishable?.({ ...event, stream, revision: Number(event.metadata['revision']), position: 0, storedAt: now() });
    if (why !== undefined) throw new CannotBePublished(stream, event.type, why);
  }
};

const answerGivenBefore = <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  { aggregate, context, stream }: Live<State, Command, Event, Refusal>,
  stored: readonly StoredEvent[],
): Outcome<Event, Refusal> | undefined => {
  const first = eventIdOf(context.commandId, 0);
  if (!stored.some((event) => event.id === first)) return undefined;
  const before = stored.filter((event) => event.metadata['commandId'] === context.commandId);
  const events = before.map((event) => factOf(aggregate, event).event).filter((event): event is Event => event.type !== 'Erased');
  return { accepted: true, stream, published: highest(0, before), events, repeated: true };
};

// Before anything is decided: is this stream of the caller's trust, and has the page behind the command seen all of it?
const refusedUnread = (context: CommandContext, stored: readonly StoredEvent[]): 'of-another-trust' | 'overtaken' | undefined => {
  const isOfAnother = stored[0] !== undefined && stored[0].metadata['trust'] !== context.trust;
  if (isOfAnother) return 'of-another-trust';
  return context.seen !== undefined && highest(0, stored) !== context.seen ? 'overtaken' : undefined;
};

const attempt = async <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  execution: Execution,
  live: Live<State, Command, Event, Refusal>,
): Promise<Outcome<Event, Refusal> | 'again'> => {
  const { store, now } = execution;
  const { aggregate, command, context, stream } = live;
  const stored = await store.readStream(stream);
  const refusal = refusedUnread(context, stored);
  const before = refusal === 'of-another-trust' ? undefined : answerGivenBefore(live, stored);
  if (before !== undefined) return before;
  if (refusal !== undefined) return { accepted: false, refusal };
  const head = headOf(stored);
  const decision = aggregate.decider.decide(command, foldOf(aggregate, stored));
  if (!decision.accepted) return decision;
  const { events } = decision;
  if (events.length === 0) return { accepted: true, stream, published: head.published, events, repeated: false };
  const stamped = stamp(aggregate, events, { stream, head, context, now: now() });
  mustBePublishable(execution, stream, stamped);
  const appended = await store.append(stream, head.expected, stamped);
  return appended.ok ? { accepted: true, stream, published: highest(head.published, stamped), events, repeated: false } : 'again';
};

/**
 * Runs one command against one stream: reads it, decides, appends at the revision it read. When somebody else was quicker it
 * reads and decides again, so a decision never rests on a state that was gone. The same `commandId` always gives the first
 * answer. Refuses `overtaken` when the page behind the command had not seen the newest published fact, or claims to have seen more, `too-busy` when
 * twelve others were quicker in a row, and `of-another-trust` when the stream is not of the trust in the command. Throws
 * `UnreadableHistory` where the stream cannot be folded, and `CannotBePublished` where nobody could be told of what was decided.
 */
export const execute = async <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  execution: Execution,
  aggregate: Aggregate<State, Command, Event, Refusal>,
  order: { readonly id: string; readonly command: Command; readonly context: CommandContext },
): Promise<Outcome<Event, Refusal>> => {
  const live = { aggregate, command: order.command, context: order.context, stream: streamOf(aggregate, order.id) };
  for (let n = 0; n < attempts; n += 1) {
    const outcome = await attempt(execution, live);
    if (outcome !== 'again') return outcome;
  }
  return { accepted: false, refusal: 'too-busy' };
};

/** The state of an aggregate now. */
export const load = async <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event, Refusal>,
  id: string,
): Promise<{ readonly state: State; readonly published: number; readonly exists: boolean }> => {
  const stored = await store.readStream(streamOf(aggregate, id));
  return {
    state: foldOf(aggregate, stored),
    published: headOf(stored).published,
    exists: stored.length > 0,
  };
};
