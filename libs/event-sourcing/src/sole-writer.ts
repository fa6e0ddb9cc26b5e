import { streamOf, type Aggregate } from './aggregate.js';
import type { EventStore } from './event-store.js';
import { load, type Execution, type Outcome } from './execute.js';
import { headAfter, headOf, stamp, type CommandContext, type StreamHead } from './stamp.js';

/**
 * One stream of which this process is the only writer, with its state in memory: a command on a long stream reads nothing. It is
 * for what one process has alone, such as a clock. An append that finds the stream moved on after all is refused by the store and
 * throws; a command given twice is decided twice, so whoever gives it must not repeat it.
 */
export class SoleWriter<State, Command, Event extends { readonly type: string }, Refusal extends string> {
  #state: State;
  #head: StreamHead;

  private constructor(
    private readonly aggregate: Aggregate<State, Command, Event, Refusal>,
    private readonly stream: string,
    known: { readonly state: State; readonly head: StreamHead },
  ) {
    this.#state = known.state;
    this.#head = known.head;
  }

  /** Reads the stream once. */
  static async of<State, Command, Event extends { readonly type: string }, Refusal extends string>(
    store: EventStore,
    aggregate: Aggregate<State, Command, Event, Refusal>,
    id: string,
  ): Promise<SoleWriter<State, Command, Event, Refusal>> {
    const stream = streamOf(aggregate, id);
    const { state } = await load(store, aggregate, id);
    return new SoleWriter(aggregate, stream, { state, head: headOf(await store.readStream(stream)) });
  }

  get state(): State {
    return this.#state;
  }

  /** Decides and appends. Throws when somebody else has written to the stream. */
  async give({ store, now }: Execution, command: Command, context: CommandContext): Promise<Outcome<Event, Refusal>> {
    const { aggregate, stream } = this;
    const decision = aggregate.decider.decide(command, this.#state);
    if (!decision.accepted) return decision;
    const { events } = decision;
    const stamped = stamp(aggregate, events, { stream, head: this.#head, context, now: now() });
    if (stamped.length > 0) {
      const appended = await store.append(stream, this.#head.expected, stamped);
      if (!appended.ok) throw new Error(`${stream} has another writer.`);
      this.#head = headAfter(this.#head, stamped);
      this.#state = events.reduce((state, event) => aggregate.decider.evolve(state, event), this.#state);
    }
    return { accepted: true, stream, published: this.#head.published, events, repeated: false };
  }
}
