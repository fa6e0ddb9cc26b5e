import { accept, derivedId, onlyShapes, type Aggregate } from '@rms/event-sourcing/pure';
import type { Natures, Sentences } from '@rms/service-kit';

/** What one sweep found. `at` is by the system clock: a clock that can be moved cannot tell how long the sweep has been silent. */
export interface SweepFound {
  readonly day: string;
  readonly at: string;
  readonly position: number;
  readonly followUps: number;
  readonly exceptions: number;
}
export type SweepEvent = { readonly type: 'SweepFinished' } & SweepFound;
export type SweepCommand = { readonly type: 'FinishSweep' } & SweepFound;
export type SweepState = { readonly last?: SweepFound };

const schemas = { SweepFinished: 1 } as const;

/** The sweeps of one day of the system clock, so that a stream stays short. */
export const sweepId = (systemDay: string): string => derivedId('0f3d2b51-7c64-4d5a-9a15-2f5b7f0c9e44', `sweeps of ${systemDay}`);

/** `alerting.sweep-<day>`: that everybody was looked after, and when. */
export const sweep: Aggregate<SweepState, SweepCommand, SweepEvent, never> = {
  service: 'alerting',
  name: 'sweep',
  schemas,
  published: new Set(['SweepFinished']),
  occurred: ({ at }) => ({ at }),
  decider: {
    initialState: {},
    decide: ({ type: _, ...found }) => accept({ type: 'SweepFinished', ...found }),
    evolve: (state, event) => {
      if (event.type === 'Erased') return state;
      const { type: _, ...last } = event;
      return { last };
    },
  },
  upcast: onlyShapes(schemas),
};

export const sweepSentences: Sentences<SweepEvent> = {
  SweepFinished: (e) =>
    `Every follow-up was held against the promise that nobody is lost: ${String(e.followUps)} looked at, ${e.exceptions === 0 ? 'all held' : `${String(e.exceptions)} not held`}.`,
};

export const sweepNatures: Natures<SweepEvent> = { SweepFinished: 'act' };
