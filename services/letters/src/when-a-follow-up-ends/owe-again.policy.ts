import type { DataOf, pathway } from '@rms/contracts';
import { derivedId } from '@rms/event-sourcing/pure';
import type { Message } from '@rms/messaging/pure';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';
import { cancelled, idsOf } from '../letter/owed-letters.js';

export const owesAgainOn: readonly string[] = ['pathway.follow-up-resumed.v1'];

/**
 * A man who was said to be dead and is not is told what he was going to be told. Where follow-up goes on because of a result that came
 * after its end, he is not told that it has ended; where he has been told, somebody rings.
 */
export const oweAgain = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] => {
  const { because } = message.data as DataOf<typeof pathway.followUpResumed>;
  if (because === 'result')
    return cancelled(message, calendar, {
      ids: idsOf(letters, ({ about }) => about === 'follow-up-ended'),
      because: 'newer-result-to-review',
    });
  return letters.map(({ _id }) => ({
    id: _id,
    command: { type: 'OweAgain', heard: message.published, next: derivedId(_id, 'next'), calendar },
  }));
};
