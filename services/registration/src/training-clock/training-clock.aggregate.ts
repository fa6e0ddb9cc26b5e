import { accept, onlyShapes, refuse, type Aggregate } from '@rms/event-sourcing/pure';
import type { Natures, Sentences } from '@rms/service-kit';

/** The clinical time `to` was set when the machine's clock stood at `systemAt`; from then on both go at the same pace. */
export interface ClockMove {
  readonly to: string;
  readonly systemAt: string;
}
export type TrainingClockEvent = { readonly type: 'TrainingClockMoved' } & ClockMove;
export type TrainingClockCommand = { readonly type: 'MoveTrainingClock' } & ClockMove;
export type TrainingClockState = { readonly last?: ClockMove };

const schemas = { TrainingClockMoved: 1 } as const;

/** The one clock of a training region: `registration.training-clock-<this id>`. */
export const trainingClockId = '1d0f7c52-6a3e-4b0a-9c41-0b5e2f7a9d10';

/** Where the training clock stands at a reading of the machine's clock, in milliseconds. */
export const trainingTimeAt = ({ to, systemAt }: ClockMove, systemMs: number): number => Date.parse(to) + systemMs - Date.parse(systemAt);

const goesBack = (last: ClockMove | undefined, { to, systemAt }: ClockMove): boolean =>
  last !== undefined && Date.parse(to) < trainingTimeAt(last, Date.parse(systemAt));

/** Moves of the training clock. It never goes back: what is recorded would then lie in the future. */
export const trainingClock: Aggregate<TrainingClockState, TrainingClockCommand, TrainingClockEvent, 'clock-goes-back'> = {
  service: 'registration',
  name: 'training-clock',
  schemas,
  published: new Set(['TrainingClockMoved']),
  occurred: () => undefined,
  decider: {
    initialState: {},
    decide: ({ to, systemAt }, { last }) =>
      goesBack(last, { to, systemAt }) ? refuse('clock-goes-back') : accept({ type: 'TrainingClockMoved', to, systemAt }),
    evolve: (state, event) => (event.type === 'Erased' ? state : { last: { to: event.to, systemAt: event.systemAt } }),
  },
  upcast: onlyShapes(schemas),
};

export const trainingClockSentences: Sentences<TrainingClockEvent> = {
  TrainingClockMoved: (e) => `The training clock was set to ${e.to}.`,
};

export const trainingClockNatures: Natures<TrainingClockEvent> = { TrainingClockMoved: 'act' };
