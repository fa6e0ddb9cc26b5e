import type { CivilDate } from '@rms/nhs';
import { isUnderWay, type LetterCopy, type LetterPhase } from '../copies/letters.projection.js';
import { date } from '../words.js';

export interface LetterRow {
  readonly letter: string;
  readonly about: string;
  readonly to: string;
  readonly state: string;
  readonly colour: string;
  readonly note: string;
  /** Is it still to reach somebody? */
  readonly isOwed: boolean;
}

const cancelWords: Readonly<Record<string, string>> = {
  'result-changed': 'The result reads otherwise now',
  'result-taken-back': 'The result was taken back',
  'patient-died': 'The patient died',
  'start-undone': 'The follow-up had been started in error',
  'another-patient': 'It is about somebody else',
  'no-longer-needed': 'It is no longer needed',
  'newer-result-to-review': 'A later result is before a clinician, and what is decided is told',
  'person-decided': 'A person decided so',
};

/** The states of a letter as pages name them, with what must happen by the date beside it. */
export const stateWords: Readonly<Record<LetterPhase, readonly [state: string, colour: string, by: string]>> = {
  owed: ['Owed', 'orange', 'To be written by'],
  'to-approve': ['To approve', 'orange', 'To be approved by'],
  approved: ['Approved', 'blue', 'To be handed over by'],
  'handed-over': ['Handed over', 'blue', 'Proof of posting due by'],
  dispatched: ['Dispatched', 'blue', 'Proof of delivery due by'],
  delivered: ['Delivered', 'green', ''],
  returned: ['Returned', 'red', ''],
  'not-sent': ['Not sent', 'red', ''],
  cancelled: ['Not to be sent', 'grey', ''],
};

/** Has a letter stayed longer in its state than it may? */
export const isLate = ({ dueBy }: Pick<LetterCopy, 'dueBy'>, today: string): boolean => dueBy !== '' && dueBy < today;

type Stated = Pick<LetterRow, 'state' | 'colour' | 'note'>;
const timed = (state: string, colour: string, order: { readonly by: string; readonly dueBy: string; readonly late: boolean }): Stated => {
  const note = order.dueBy === '' ? '' : `${order.by} ${date(order.dueBy)}`;
  return order.late ? { state: `${state}, late`, colour: 'red', note } : { state, colour, note };
};
const endOf = ({ phase, at, need, cancelledBecause = '' }: LetterCopy): string | undefined => {
  switch (phase) {
    case 'cancelled':
      return cancelWords[cancelledBecause] ?? '';
    case 'delivered':
      return date(at.slice(0, 10));
    case 'returned':
    case 'not-sent':
      return need?.sentence ?? 'Settled';
    case 'none':
    case 'owed':
    case 'to-approve':
    case 'approved':
    case 'handed-over':
    case 'dispatched':
      return undefined;
    default:
      return phase satisfies never;
  }
};
/** What a page says about where a letter is. */
export const stateOf = (copy: LetterCopy, today: CivilDate): Stated => {
  const { phase, held, outcomeUnknown, need } = copy;
  if (phase === 'none') return { state: '', colour: 'grey', note: '' };
  const end = endOf(copy);
  if (end !== undefined) return { state: stateWords[phase][0], colour: stateWords[phase][1], note: end };
  if (held !== undefined) return { state: 'Held', colour: 'red', note: held.sentence };
  if (outcomeUnknown) return { state: 'Not known', colour: 'red', note: need?.sentence ?? '' };
  const [state, colour, by] = stateWords[phase];
  return timed(state, colour, { by, dueBy: copy.dueBy, late: isLate(copy, today) });
};

const latest = (a: LetterCopy, b: LetterCopy): number => (a.owedAt < b.owedAt ? 1 : -1);

/** The letters a patient and his GP are owed or had, newest first, each with where it is; and those that are not to be sent, and why. */
export const letterRows = (letters: readonly LetterCopy[], today: CivilDate): readonly LetterRow[] =>
  [...letters].sort(latest).flatMap((copy) => {
    const { letter } = copy;
    if (letter === undefined) return [];
    return [
      {
        letter: copy._id,
        about: letter.says,
        to: letter.to === 'gp' ? 'GP' : 'patient',
        isOwed: isUnderWay(copy) && copy.next === undefined,
        ...stateOf(copy, today),
      },
    ];
  });
