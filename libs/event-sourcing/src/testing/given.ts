import { expect } from '@jest/globals';
import type { Decider } from '../decider.js';

/** given(past facts).when(command).then(new facts) | .thenRefused(reason) | .thenNothing() */
export const scenario =
  <State, Command, Event, Refusal extends string>(decider: Decider<State, Command, Event, Refusal>) =>
  (...past: readonly Event[]) => {
    const state = past.reduce<State>((s, event) => decider.evolve(s, event), decider.initialState);
    return {
      state,
      when: (command: Command) => {
        const decision = decider.decide(command, state);
        return {
          events: decision.accepted ? decision.events : [],
          then: (...events: readonly unknown[]) => {
            expect(decision).toEqual({ accepted: true, events });
          },
          thenRefused: (refusal: Refusal) => {
            expect(decision).toEqual({ accepted: false, refusal });
          },
          thenNothing: () => {
            expect(decision).toEqual({ accepted: true, events: [] });
          },
        };
      },
    };
  };
