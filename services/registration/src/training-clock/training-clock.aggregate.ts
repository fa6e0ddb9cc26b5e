import { accept, onlyShapes, refuse, type Aggregate } from '@rms/event-sourcing/pure';
import type { Natures, Sentences } from '@rms/service-kit';
import { trainingTimeAt, type ClockMove } from '@rms/service-kit/pure';

export type TrainingClockEvent = { readonly type: 'TrainingClockMoved' } & ClockMove;
export type TrainingClockCommand = { readonly type: 'MoveTrainingClock' } & ClockMove;
export type TrainingClockState = { readonly last?: ClockMove };

const schemas = { TrainingClockMoved: 1 } as const;

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
