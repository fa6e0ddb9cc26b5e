import type { LetterCopy } from '../../copies/letters.projection.js';
import { date } from '../../words.js';

/** A letter of a follow-up that has left, as the form to undo the start names it. */
export interface LeftLetter {
  readonly letter: string;
  readonly says: string;
  readonly where: string;
}

const left: Readonly<Partial<Record<LetterCopy['phase'], string>>> = {
  'handed-over': 'handed over on',
  dispatched: 'dispatched on',
  delivered: 'delivered on',
};

/** Letters of a follow-up that are with the carrier or have arrived: undoing its start calls none of them back. */
export const lettersThatLeft = (letters: readonly LetterCopy[], followUp: string): readonly LeftLetter[] =>
  letters
    .filter(({ letter, phase }) => letter?.followUp === followUp && left[phase] !== undefined)
    .map(({ _id, letter, phase, at }) => ({
      letter: _id,
      says: letter?.says ?? '',
      where: `to the ${letter?.to === 'gp' ? 'GP' : 'patient'}, ${left[phase] ?? ''} ${date(at.slice(0, 10))}`,
    }));
