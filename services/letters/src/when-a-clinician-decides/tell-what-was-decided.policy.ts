import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present, showDateText, showInstantText } from '@rms/nhs';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';
import { cancelled, daysAfter, idsOf, letterTo, owedBecauseOf } from '../letter/owed-letters.js';

export const decidesOn: readonly string[] = [
  'pathway.result-reviewed.v1',
  'pathway.test-added.v1',
  'pathway.test-fulfilled.v1',
  'pathway.test-waived.v1',
  'pathway.follow-up-suspended.v1',
  'pathway.recall-requested.v1',
  'pathway.recall-booked.v1',
  'pathway.recall-settled.v1',
];

// A clinician has looked at something worrying: it is told within days, and only a clinician approves the words.
const tellWithinDays = 3;
const both = ['patient', 'gp'] as const;

const tellOfAReview = (message: Message, calendar: Calendar): readonly LetterOrder[] => {
  const { decision, result } = message.data as DataOf<typeof pathway.resultReviewed>;
  // What else may be decided (a repeat, a recall, a suspension, an ending) is a fact of its own, and told as such.
  if (decision.kind !== 'continue' || result === undefined) return [];
  return owedBecauseOf(message, calendar, {
    weight: 'abnormal',
    by: daysAfter(message, tellWithinDays),
    tell: both,
    result,
    subject: `result ${result}`,
    about: 'result',
    // Decided on again, it is other news: the letter about the first decision may have left.
    says: `Result reviewed on ${showInstantText(message.time)}: the plan stays as it is`,
  });
};

const tellOfARepeat = (message: Message, calendar: Calendar): readonly LetterOrder[] => {
  const { test, because, result } = message.data as DataOf<typeof pathway.testAdded>;
  return owedBecauseOf(message, calendar, {
    weight: 'abnormal',
    by: daysAfter(message, tellWithinDays),
    tell: both,
    ...present({ result }),
    subject: `repeat ${because}`,
    about: 'repeat',
    test: test.test,
    says: `Test to be repeated by ${showDateText(test.dueOn)}`,
  });
};

// Nobody is asked for a test that has been done, or is not asked for any more.
const noLongerRepeated = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] => {
  const { test } = message.data as { readonly test?: string };
  const isOfIt = (letter: LetterCopy): boolean => letter.about === 'repeat' && (test === undefined || letter.test === test);
  return cancelled(message, calendar, { ids: idsOf(letters, isOfIt), because: 'no-longer-needed' });
};

const subjectOf = (recall: string): string => `recall ${recall}`;
const tellOfARecall = (
  message: Message,
  calendar: Calendar,
  { recall, says }: { readonly recall: string; readonly says: string },
): readonly LetterOrder[] =>
  owedBecauseOf(message, calendar, {
    subject: subjectOf(recall),
    tell: both,
    about: 'recall',
    weight: 'abnormal',
    recall,
    by: daysAfter(message, tellWithinDays),
    says,
  });

/** What a clinician decided about a result is told to the patient and the GP: that the plan stays, a repeat, a recall and its day. */
export const tellWhatWasDecided = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] => {
  switch (message.type) {
    case 'pathway.test-added.v1':
      return tellOfARepeat(message, calendar);
    case 'pathway.test-fulfilled.v1':
    case 'pathway.test-waived.v1':
    case 'pathway.follow-up-suspended.v1':
      return noLongerRepeated(message, letters, calendar);
    case 'pathway.recall-requested.v1': {
      const { recall, by } = message.data as DataOf<typeof pathway.recallRequested>;
      return tellOfARecall(message, calendar, { recall, says: `Called back to clinic, to be seen by ${showDateText(by)}` });
    }
    case 'pathway.recall-booked.v1': {
      const { recall, on } = message.data as DataOf<typeof pathway.recallBooked>;
      return tellOfARecall(message, calendar, { recall, says: `Called back to clinic on ${showDateText(on)}` });
    }
    case 'pathway.recall-settled.v1': {
      const { recall, followUp } = message.data as DataOf<typeof pathway.recallSettled>;
      return cancelled(message, calendar, {
        ids: both.map((to) => letterTo(followUp, subjectOf(recall), to)),
        because: 'no-longer-needed',
      });
    }
    default:
      return tellOfAReview(message, calendar);
  }
};
