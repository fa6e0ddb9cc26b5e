import { derivedId } from '@rms/event-sourcing/pure';
import type { DataOf, letters } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';

export const followsOn: readonly string[] = ['letters.letter-followed-by.v1'];

/** What a letter that has left said wrongly, or could not say, is owed again as a letter of its own. */
export const oweTheNext = (message: Message, before: LetterCopy | undefined, calendar: Calendar): readonly LetterOrder[] => {
  const { next, news, followUp, patient, heard } = message.data as DataOf<typeof letters.letterFollowedBy>;
  const { result, recall, test, sampledOn, ...said } = news;
  return [
    {
      id: next,
      command: {
        type: 'OweLetter',
        ...said,
        ...present({ result, recall, test, sampledOn }),
        followUp,
        patient: before?.patient ?? patient,
        heard,
        next: derivedId(next, 'next'),
        calendar,
      },
    },
  ];
};
