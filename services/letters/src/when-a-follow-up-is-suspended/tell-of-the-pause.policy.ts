import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { showDateText } from '@rms/nhs';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';
import { cancelled, daysAfter, idsOf, owedBecauseOf } from '../letter/owed-letters.js';

export const pausesOn: readonly string[] = ['pathway.follow-up-suspended.v1', 'pathway.suspension-ended.v1'];

const tellWithinDays = 3;

/**
 * A patient of whom nothing is asked for a while is told until when, and told when it goes on: otherwise he waits for a test that
 * nobody expects, or misses one that is asked for again. A follow-up that ended meanwhile is told as an ending.
 */
export const tellOfThePause = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] => {
  const shared = { tell: ['patient', 'gp'], weight: 'routine', by: daysAfter(message, tellWithinDays) } as const;
  const stopped = (about: LetterCopy['about']): readonly LetterOrder[] =>
    cancelled(message, calendar, { ids: idsOf(letters, (letter) => letter.about === about), because: 'no-longer-needed' });
  if (message.type === 'pathway.follow-up-suspended.v1') {
    const { reviewOn } = message.data as DataOf<typeof pathway.followUpSuspended>;
    return [
      ...stopped('follow-up-taken-up-again'),
      ...owedBecauseOf(message, calendar, {
        ...shared,
        subject: `the pause of ${message.time}`,
        about: 'follow-up-suspended',
        says: `No test is asked for until ${showDateText(reviewOn)}`,
      }),
    ];
  }
  const { because } = message.data as DataOf<typeof pathway.suspensionEnded>;
  return [
    ...stopped('follow-up-suspended'),
    ...(because === 'resumed'
      ? owedBecauseOf(message, calendar, {
          ...shared,
          subject: `the end of the pause of ${message.time}`,
          about: 'follow-up-taken-up-again',
          says: 'Tests are asked for again',
        })
      : []),
  ];
};
