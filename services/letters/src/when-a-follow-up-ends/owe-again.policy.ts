import { derivedId } from '@rms/event-sourcing/pure';
import type { Message } from '@rms/messaging/pure';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';

export const owesAgainOn: readonly string[] = ['pathway.follow-up-resumed.v1'];

/** A man who was said to be dead and is not is told what he was going to be told. */
export const oweAgain = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] =>
  letters.map(({ _id }) => ({ id: _id, command: { type: 'OweAgain', heard: message.published, next: derivedId(_id, 'next'), calendar } }));
