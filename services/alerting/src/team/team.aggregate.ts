import { accept, type Aggregate } from '@rms/event-sourcing';
import type { Sentences } from '@rms/service-kit';

export type Receives = 'reviews' | 'recalls' | 'messages';
export interface Team {
  readonly name: string;
  readonly members: readonly string[];
  readonly lead?: string;
  readonly receives: readonly Receives[];
}
export type TeamEvent = { readonly type: 'TeamFormed' } & Team;
export type TeamCommand = { readonly type: 'FormTeam' } & Team;
export type TeamState = { readonly team?: Team };

/** `alerting.team-<id>`: who takes responsibility. Forming it again replaces what was said of it. */
export const team: Aggregate<TeamState, TeamCommand, TeamEvent, never> = {
  service: 'alerting',
  name: 'team',
  schemas: { TeamFormed: 1 },
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
  upcast: (type, schema, data) => {
    if (type !== 'TeamFormed' || schema !== 1) throw new Error(`${type} of schema ${String(schema)} is not known`);
    return { ...(data as Team), type };
  },
};

export const teamSentences: Sentences<TeamEvent> = {
  TeamFormed: (e) => `The team ${e.name} was formed, with ${String(e.members.length)} members.`,
};
