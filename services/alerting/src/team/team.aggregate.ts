import { accept, type Aggregate, onlyShapes } from '@rms/event-sourcing/pure';
import type { Sentences } from '@rms/service-kit';

export type Receives = 'reviews' | 'recalls' | 'messages' | 'telephone';
export interface Team {
  readonly name: string;
  readonly members: readonly string[];
  readonly lead?: string;
  readonly receives: readonly Receives[];
}
export type TeamEvent = { readonly type: 'TeamFormed' } & Team;
export type TeamCommand = { readonly type: 'FormTeam' } & Team;
export type TeamState = { readonly team?: Team };

const schemas = { TeamFormed: 1 } as const;

/** `alerting.team-<id>`: who takes responsibility. Forming it again replaces what was said of it. */
export const team: Aggregate<TeamState, TeamCommand, TeamEvent, never> = {
  service: 'alerting',
  name: 'team',
  schemas,
  published: new Set(['TeamFormed']),
  occurred: () => undefined,
  decider: {
    initialState: {},
    decide: ({ type: _, ...formed }, state) =>
      JSON.stringify(state.team) === JSON.stringify(formed) ? accept() : accept({ type: 'TeamFormed', ...formed }),
    evolve: (state, event) => {
      if (event.type === 'Erased') return state;
      const { type: _, ...formed } = event;
      return { team: formed };
    },
  },
  upcast: onlyShapes(schemas),
};

export const teamSentences: Sentences<TeamEvent> = {
  TeamFormed: (e) => `The team ${e.name} was formed, with ${String(e.members.length)} members.`,
};
