import { accept, refuse, type Aggregate, onlyShapes } from '@rms/event-sourcing/pure';
import { showDateText } from '@rms/nhs';
import type { Sentences } from '@rms/service-kit';

export type Addressee = 'patient' | 'gp';
export type Cancellation = 'result-changed' | 'result-taken-back' | 'patient-died' | 'start-undone' | 'another-patient';
export interface Owed {
  readonly patient: string;
  readonly followUp: string;
  readonly about: 'result';
  readonly result: string;
  readonly to: readonly Addressee[];
  readonly by: string;
  readonly says: string;
}
export type LetterEvent =
  | ({ readonly type: 'LetterOwed' } & Owed)
  | { readonly type: 'LetterCancelled'; readonly because: Cancellation }
  | { readonly type: 'LetterReassigned'; readonly to: string; readonly from: string };
export type LetterCommand =
  | ({ readonly type: 'OweLetter' } & Owed)
  | { readonly type: 'CancelLetter'; readonly because: Cancellation }
  | { readonly type: 'ReassignLetter'; readonly to: string };
export type LetterState =
  { readonly phase: 'none' } | { readonly phase: 'owed' | 'cancelled'; readonly patient: string; readonly says: string };

const schemas = { LetterOwed: 1, LetterCancelled: 1, LetterReassigned: 1 } as const;

/** `letters.letter-<id>`: an obligation to tell somebody something by a date. It ends only by being kept or cancelled for a recorded reason. */
export const letter: Aggregate<LetterState, LetterCommand, LetterEvent, 'no-such-letter'> = {
  service: 'letters',
  name: 'letter',
  schemas,
  published: new Set(['LetterOwed', 'LetterCancelled', 'LetterReassigned']),
  occurred: () => undefined,
  decider: {
    initialState: { phase: 'none' },
    decide: (command, state) => {
      switch (command.type) {
        case 'OweLetter': {
          const { type: _, ...owed } = command;
          return state.phase === 'owed' && state.says === owed.says ? accept() : accept({ type: 'LetterOwed', ...owed });
        }
        case 'CancelLetter':
          return state.phase === 'owed' ? accept({ type: 'LetterCancelled', because: command.because }) : accept();
        case 'ReassignLetter':
          if (state.phase === 'none') return refuse('no-such-letter');
          return state.patient === command.to ? accept() : accept({ type: 'LetterReassigned', to: command.to, from: state.patient });
        default:
          return command satisfies never;
      }
    },
    evolve: (state, event) => {
      switch (event.type) {
        case 'LetterOwed':
          return { phase: 'owed', patient: state.phase === 'none' ? event.patient : state.patient, says: event.says };
        case 'LetterCancelled':
          return state.phase === 'none' ? state : { ...state, phase: 'cancelled' };
        case 'LetterReassigned':
          return state.phase === 'none' ? state : { ...state, patient: event.to };
        case 'Erased':
          return state;
        default:
          return event satisfies never;
      }
    },
  },
  upcast: onlyShapes(schemas),
};

const because: Readonly<Record<Cancellation, string>> = {
  'result-changed': 'the result reads otherwise now',
  'result-taken-back': 'the result was taken back',
  'patient-died': 'the patient died',
  'start-undone': 'the follow-up had been started in error',
  'another-patient': 'it is about somebody else',
};

export const letterSentences: Sentences<LetterEvent> = {
  LetterOwed: (e) =>
    `A letter is owed by ${showDateText(e.by)} to ${e.to.map((to) => (to === 'gp' ? 'the GP' : 'the patient')).join(' and ')}: ${e.says}.`,
  LetterCancelled: (e) => `The letter is not to be written: ${because[e.because]}.`,
  LetterReassigned: () => 'The letter moved to another record of the same patient, because records were merged.',
};
