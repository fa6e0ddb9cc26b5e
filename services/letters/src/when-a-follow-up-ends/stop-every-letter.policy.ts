import type { Message } from '@rms/messaging/pure';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';
import type { About, Cancellation } from '../letter/letter.facts.js';
import { cancelled, idsOf } from '../letter/owed-letters.js';

export const stopsOn: readonly string[] = ['pathway.start-undone.v1', 'pathway.follow-up-ended.v1'];

const asksForSomething: readonly (About | '')[] = [
  'test-missed',
  'test-missed-again',
  'repeat',
  'follow-up-suspended',
  'follow-up-taken-up-again',
];
const reasonOf = (message: Message): Cancellation => {
  if (message.type === 'pathway.start-undone.v1') return 'start-undone';
  return (message.data as { readonly because?: string }).because === 'patient-died' ? 'patient-died' : 'no-longer-needed';
};

/** Letters of a follow-up that was undone, or whose patient died, are not sent; after another ending nothing is asked of him any more. */
export const stopEveryLetter = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] => {
  const because = reasonOf(message);
  const stops = (letter: LetterCopy): boolean => because !== 'no-longer-needed' || asksForSomething.includes(letter.about);
  return cancelled(message, calendar, { ids: idsOf(letters, stops), because });
};
