import type { LadderCopy } from '../../copies/missed-tests.js';
import { date } from '../../words.js';
import type { CallTyped } from './call.reading.js';

interface Effect {
  readonly strong: string;
  readonly text: string;
}

/** What came of a call, in words. */
export const callWords = ({ outcome, on }: Pick<CallTyped, 'outcome' | 'on'>): string => {
  switch (outcome) {
    case 'booked':
      return `Reached, the test is to be on ${date(on)}`;
    case 'declined':
      return 'Reached, the patient does not want the test';
    case 'not-reached':
      return 'Nobody was reached';
    case 'wrong-number':
      return 'The number is wrong';
    default:
      return outcome satisfies never;
  }
};

const toTheClinician: Effect = { strong: 'A clinician is asked to decide,', text: 'with the whole story. Nobody need ring any more.' };

/** What follows a step where nothing comes of the date that was agreed in a call; a decision that waited for it is asked for again. */
const nextStepWords: Readonly<Record<LadderCopy['step'], string>> = {
  overdue: 'a reminder is sent',
  reminder: 'a second reminder is sent',
  'second-reminder': 'somebody is asked to ring again',
  telephone: 'a clinician is asked to decide',
  clinician: 'a clinician is asked to decide',
};

/** What recording a call will do about a missed test that has climbed so far. `inVain` counts the calls before it that reached nobody. */
export const callEffects = (call: CallTyped, { step, inVain }: Pick<LadderCopy, 'step' | 'inVain'>): readonly Effect[] => {
  switch (call.outcome) {
    case 'booked':
      return [
        { strong: 'Nobody is reminded or rung until then.', text: 'A reminder that has not left is not sent, and a task to ring closes.' },
        {
          strong: 'If there is no result',
          text: `by the working day after ${date(call.on)}, the next step follows: ${nextStepWords[step]}.`,
        },
      ];
    case 'declined':
    case 'wrong-number':
      return [toTheClinician];
    case 'not-reached':
      return inVain === 0
        ? [{ strong: 'The call stays open.', text: 'After a second call in vain a clinician is asked to decide.' }]
        : [toTheClinician];
    default:
      return call.outcome satisfies never;
  }
};
