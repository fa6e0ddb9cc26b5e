import { streamOf, type Aggregate } from './aggregate.js';
import type { EventStore, StoredEvent } from './event-store.js';
import { factOf, type Fact } from './history.js';
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
}

const attempts = 12;

const answerGivenBefore = (events: readonly StoredEvent[], commandId: string): readonly StoredEvent[] => {
  const first = eventIdOf(commandId, 0);
  return events.some((event) => event.id === first) ? events.filter((event) => event.metadata['commandId'] === commandId) : [];
};

const publishedBy = (events: readonly StoredEvent[]): number =>
  events.reduce((n, event) => Math.max(n, Number(event.metadata['published'] ?? 0)), 0);

type Live<State, Command, Event extends { readonly type: string }, Refusal extends string> = {
  readonly aggregate: Aggregate<State, Command, Event, Refusal>;
  readonly command: Command;
  readonly context: CommandContext;
  readonly stream: string;
};

const foldWith = <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  facts: readonly Fact<Event>[],
): State => facts.reduce((state, fact) => aggregate.decider.evolve(state, fact.event), aggregate.decider.initialState);

const attempt = async <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  { store, now }: Execution,
  live: Live<State, Command, Event, Refusal>,
): Promise<Outcome<Event, Refusal> | 'again'> => {
  const { aggregate, command, context, stream } = live;
  const stored = await store.readStream(stream);
  if (stored[0] !== undefined && stored[0].metadata['trust'] !== context.trust) return { accepted: false, refusal: 'of-another-trust' };
  const before = answerGivenBefore(stored, context.commandId);
  if (before.length > 0) {
    const events = before.map((event) => factOf(aggregate, event).event).filter((event): event is Event => event.type !== 'Erased');
    return { accepted: true, stream, published: publishedBy(before), events, repeated: true };
  }
  const head = headOf(stored);
  if (context.seen !== undefined && head.published > context.seen) return { accepted: false, refusal: 'overtaken' };
  const decision = aggregate.decider.decide(
    command,
    foldWith(
      aggregate,
      stored.map((event) => factOf(aggregate, event)),
    ),
  );
  if (!decision.accepted) return decision;
  if (decision.events.length === 0) return { accepted: true, stream, published: head.published, events: [], repeated: false };
  const stamped = stamp(aggregate, decision.events, { stream, head, context, now: now() });
  const appended = await store.append(stream, head.expected, stamped);
  if (!appended.ok) return 'again';
  const published = stamped.reduce((n, event) => Math.max(n, Number(event.metadata['published'] ?? 0)), head.published);
  return { accepted: true, stream, published, events: decision.events, repeated: false };
};

/**
 * Runs one command against one stream: reads it, decides, appends at the revision it read. When somebody else was quicker it
 * reads and decides again, so a decision never rests on a state that was gone. The same `commandId` always gives the first
 * answer. Refuses `overtaken` when the page behind the command had not seen the newest published fact, and `too-busy` when
 * twelve others were quicker in a row, and `of-another-trust` when the stream is not of the trust in the command. Throws `UnreadableHistory` where the stream cannot be folded.
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
    state: foldWith(
      aggregate,
      stored.map((event) => factOf(aggregate, event)),
    ),
    published: headOf(stored).published,
    exists: stored.length > 0,
  };
};
