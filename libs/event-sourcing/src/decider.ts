/**
 * What a decision answers: facts to record, or the one reason why not. A refusal is a value, never an event and never a throw.
 * An accepted decision with no events means "already so": safe to ask twice.
 */
export type Decision<Event, Refusal extends string> =
  { readonly accepted: true; readonly events: readonly Event[] } | { readonly accepted: false; readonly refusal: Refusal };

export const accept = <Event>(...events: readonly Event[]): { readonly accepted: true; readonly events: readonly Event[] } => ({
  accepted: true,
  events,
});

export const refuse = <Refusal extends string>(refusal: Refusal): { readonly accepted: false; readonly refusal: Refusal } => ({
  accepted: false,
  refusal,
});

/** Stands in a stream where a fact was once readable and its key has since been destroyed. Every fold, sentence and translation accepts it. */
export interface Erased {
  readonly type: 'Erased';
  readonly was: string;
}

/** An aggregate as three pure values. `evolve` never refuses: what is stored has happened. */
export interface Decider<State, Command, Event, Refusal extends string> {
  readonly initialState: State;
  readonly decide: (command: Command, state: State) => Decision<Event, Refusal>;
  readonly evolve: (state: State, event: Event | Erased) => State;
}
