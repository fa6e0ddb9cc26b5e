import type { DataOf, results } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';

export const holdsOn: readonly string[] = ['results.result-corrected.v1', 'results.result-retracted.v1'];
/** The result a laboratory has spoken of again. */
export const resultIn = (message: Message): string => (message.data as DataOf<typeof results.resultCorrected>).result;

/** A letter about a result that was replaced since does not leave until the newer report has been read against his limits. */
export const holdUntilItIsRead = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] =>
  letters.map(({ _id }) => ({
    id: _id,
    command: { type: 'HoldForResult', stream: message.subject, published: message.published, calendar },
  }));
