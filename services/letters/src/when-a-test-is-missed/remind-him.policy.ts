import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { showDateText } from '@rms/nhs';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';
import { cancelled, daysAfter, idsOf, owedBecauseOf } from '../letter/owed-letters.js';

export const remindsOn: readonly string[] = [
  'pathway.missed-test-step-taken.v1',
  'pathway.missed-test-settled.v1',
  'pathway.follow-up-suspended.v1',
];

const writeWithinDays = 2;
const steps = { reminder: 'test-missed', 'second-reminder': 'test-missed-again' } as const;
const isReminder = (letter: LetterCopy): boolean => letter.about === 'test-missed' || letter.about === 'test-missed-again';

/** The first two steps after a missed test are letters’: one by post, one another way. What is settled or suspended needs no reminder. */
export const remindHim = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] => {
  if (message.type === 'pathway.follow-up-suspended.v1')
    return cancelled(message, calendar, { ids: idsOf(letters, isReminder), because: 'no-longer-needed' });
  if (message.type === 'pathway.missed-test-settled.v1') {
    const { test } = message.data as DataOf<typeof pathway.missedTestSettled>;
    return cancelled(message, calendar, { ids: idsOf(letters, (letter) => letter.test === test), because: 'no-longer-needed' });
  }
  const { step, test, name, dueOn } = message.data as DataOf<typeof pathway.missedTestStepTaken>;
  if (step !== 'reminder' && step !== 'second-reminder') return [];
  return owedBecauseOf(message, calendar, {
    subject: `${steps[step]} ${test} ${dueOn}`,
    tell: ['patient'],
    about: steps[step],
    weight: 'routine',
    test,
    by: daysAfter(message, writeWithinDays),
    says: `${step === 'reminder' ? 'Reminder' : 'Second reminder'}: ${name} was due on ${showDateText(dueOn)}`,
  });
};
