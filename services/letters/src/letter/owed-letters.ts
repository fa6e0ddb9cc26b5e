import { derivedId } from '@rms/event-sourcing/pure';
import type { Message } from '@rms/messaging/pure';
import { addDays, londonDateOf, parseInstant } from '@rms/nhs';
import type { LetterOrder } from './letter-order.js';
import type { LetterCopy } from './letters-of-a-follow-up.projection.js';
import type { Addressee, Cancellation, News } from './letter.facts.js';
import type { Calendar } from './letter-times.js';

/** The letter about one subject to one addressee: considered twice it is still one. */
export const letterTo = (followUp: string, subject: string, to: Addressee): string =>
  derivedId(followUp, `letter about ${subject} to ${to}`);

/** The day some days after a fact was recorded. */
export const daysAfter = ({ time }: Message, days: number): string => {
  const at = parseInstant(time);
  return at === undefined ? '' : addDays(londonDateOf(at), days);
};

type Telling = Omit<News, 'to' | 'by'> & { readonly by?: string; readonly subject: string; readonly tell: readonly Addressee[] };
/** What somebody is owed because of a fact of a follow-up, each addressee by a letter of his own. */
export const owedBecauseOf = (message: Message, calendar: Calendar, { subject, tell, ...news }: Telling): readonly LetterOrder[] => {
  const { followUp, patient } = message.data as { readonly followUp: string; readonly patient: string };
  return tell.map((to) => {
    const id = letterTo(followUp, subject, to);
    return {
      id,
      command: { type: 'OweLetter', ...news, to, patient, followUp, heard: message.published, next: derivedId(id, 'next'), calendar },
    };
  });
};

/** What is not to be written any more: letters by their ids. */
export const cancelled = (
  message: Message,
  calendar: Calendar,
  order: { readonly ids: Iterable<string>; readonly because: Cancellation },
): readonly LetterOrder[] =>
  [...new Set(order.ids)].map((id) => ({
    id,
    command: { type: 'CancelLetter', because: order.because, heard: message.published, calendar },
  }));

/** A letter and those that followed it. */
export const idsOf = (letters: readonly LetterCopy[], is: (letter: LetterCopy) => boolean): readonly string[] =>
  letters.filter(is).map(({ _id }) => _id);
