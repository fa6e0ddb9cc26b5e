import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import { daysAfter, owedBecauseOf } from '../letter/owed-letters.js';

export const beginsAndEndsOn: readonly string[] = ['pathway.follow-up-started.v1', 'pathway.follow-up-ended.v1'];

const tellWithinDays = 7;
// The dead are not written to, and what goes on under another record has not ended for him.
const notTold: readonly string[] = ['patient-died', 'followed-under-another-record'];

/** Patient and GP are told when a follow-up begins, and when it has come to its end. */
export const tellOfBeginningAndEnd = (message: Message, calendar: Calendar): readonly LetterOrder[] => {
  const shared = { tell: ['patient', 'gp'], weight: 'routine', by: daysAfter(message, tellWithinDays) } as const;
  if (message.type === 'pathway.follow-up-started.v1') {
    const { protocol } = message.data as DataOf<typeof pathway.followUpStarted>;
    return owedBecauseOf(message, calendar, {
      ...shared,
      subject: 'its start',
      about: 'follow-up-started',
      says: `Follow-up started: ${protocol.title}`,
    });
  }
  const { because, on } = message.data as DataOf<typeof pathway.followUpEnded>;
  return notTold.includes(because)
    ? []
    : owedBecauseOf(message, calendar, { ...shared, subject: `its end on ${on}`, about: 'follow-up-ended', says: 'Follow-up ended' });
};
