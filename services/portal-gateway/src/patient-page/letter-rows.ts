import type { CivilDate } from '@rms/nhs';
import type { LetterCopy } from '../copies/others.projection.js';
import { date } from '../words.js';

export interface LetterRow {
  readonly about: string;
  readonly to: string;
  readonly state: string;
  readonly colour: string;
  readonly note: string;
  readonly isOwed: boolean;
}

const cancelWords: Readonly<Record<string, string>> = {
  'result-changed': 'The result reads otherwise now',
  'result-taken-back': 'The result was taken back',
  'patient-died': 'The patient died',
  'start-undone': 'The follow-up had been started in error',
  'another-patient': 'It is about somebody else',
};

const stateOf = (
  by: string,
  { owed, cancelledBecause = '' }: LetterCopy,
  today: CivilDate,
): Pick<LetterRow, 'state' | 'colour' | 'note'> => {
  if (!owed) return { state: 'Not to be written', colour: 'grey', note: cancelWords[cancelledBecause] ?? '' };
  const note = `To be written by ${date(by)}`;
  return by < today ? { state: 'Owed, late', colour: 'red', note } : { state: 'Owed', colour: 'orange', note };
};

/** The letters a patient and his GP are owed, and those that are not to be written and why. */
export const letterRows = (letters: readonly LetterCopy[], today: CivilDate): readonly LetterRow[] =>
  letters.flatMap((copy) => {
    const { letter } = copy;
    if (letter === undefined) return [];
    const to = letter.to.map((each) => (each === 'gp' ? 'GP' : 'patient')).join(' and ');
    return [{ about: letter.says, to, isOwed: copy.owed, ...stateOf(letter.by, copy, today) }];
  });
