import { accept, refuse, type Aggregate, type Decision, onlyShapes } from '@rms/event-sourcing/pure';
import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';

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
/** `heard` is the published counter of the follow-up's fact behind it: what an older fact would ask for has been overtaken. */
interface Heard {
  readonly heard: number;
}
export type LetterEvent =
  | ({ readonly type: 'LetterOwed' } & Owed & Heard)
  | ({ readonly type: 'LetterCancelled'; readonly because: Cancellation } & Heard)
  | { readonly type: 'LetterReassigned'; readonly to: string; readonly from: string };
export type LetterCommand =
  /** Without `by` it is no longer news: nothing new is promised, but a letter that is owed already says what is so now. */
  | ({ readonly type: 'OweLetter'; readonly by?: string } & Omit<Owed, 'by'> & Heard)
  | ({ readonly type: 'CancelLetter'; readonly because: Cancellation } & Heard)
  /** The patient is alive after all: what only his death had stopped is owed by its old date. */
  | ({ readonly type: 'OweAgain' } & Heard)
  | { readonly type: 'ReassignLetter'; readonly to: string };
interface Known extends Heard {
  readonly owed: Owed;
}
export type LetterState =
  | { readonly phase: 'none' }
  | ({ readonly phase: 'owed' } & Known)
  | ({ readonly phase: 'cancelled'; readonly because: Cancellation } & Known);

type Decided = Decision<LetterEvent, 'no-such-letter'>;
type Of<Type extends LetterCommand['type']> = Extract<LetterCommand, { readonly type: Type }>;
const hasHeardLater = (state: LetterState, { heard }: Heard): boolean => state.phase !== 'none' && state.heard >= heard;

const owe = ({ type: _, ...command }: Of<'OweLetter'>, state: LetterState): Decided => {
  const by = command.by ?? (state.phase === 'owed' ? state.owed.by : undefined);
  const saysSoAlready = state.phase === 'owed' && state.owed.says === command.says;
  if (hasHeardLater(state, command) || by === undefined || saysSoAlready) return accept();
  return accept({ type: 'LetterOwed', ...command, by });
};

const oweAgain = ({ heard }: Of<'OweAgain'>, state: LetterState): Decided =>
  state.phase === 'cancelled' && state.because === 'patient-died' && state.heard < heard
    ? accept({ type: 'LetterOwed', ...state.owed, heard })
    : accept();

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
        case 'OweLetter':
          return owe(command, state);
        case 'CancelLetter':
          return state.phase !== 'owed' || hasHeardLater(state, command)
            ? accept()
            : accept({ type: 'LetterCancelled', because: command.because, heard: command.heard });
        case 'OweAgain':
          return oweAgain(command, state);
        case 'ReassignLetter':
          if (state.phase === 'none') return refuse('no-such-letter');
          return state.owed.patient === command.to
            ? accept()
            : accept({ type: 'LetterReassigned', to: command.to, from: state.owed.patient });
        default:
          return command satisfies never;
      }
    },
    evolve: (state, event) => {
      switch (event.type) {
        case 'LetterOwed': {
          const { type: _, heard, ...owed } = event;
          return { phase: 'owed', owed: { ...owed, patient: state.phase === 'none' ? event.patient : state.owed.patient }, heard };
        }
        case 'LetterCancelled':
          return state.phase === 'none' ? state : { phase: 'cancelled', because: event.because, owed: state.owed, heard: event.heard };
        case 'LetterReassigned':
          return state.phase === 'none' ? state : { ...state, owed: { ...state.owed, patient: event.to } };
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

/** What each fact is: about the world, or done by people and the system. */
export const letterNatures: Natures<LetterEvent> = {
  LetterOwed: 'act',
  LetterCancelled: 'act',
  LetterReassigned: 'act',
};
