import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present, showDateText, showInstantText } from '@rms/nhs';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import { cancelled, daysAfter, letterTo, owedBecauseOf } from '../letter/owed-letters.js';

export const decidesOn: readonly string[] = [
  'pathway.result-reviewed.v1',
  'pathway.recall-requested.v1',
  'pathway.recall-booked.v1',
  'pathway.recall-settled.v1',
];

// A clinician has looked at something worrying: it is told within days, and only a clinician approves the words.
const tellWithinDays = 3;
const both = ['patient', 'gp'] as const;

const tellOfAReview = (message: Message, calendar: Calendar): readonly LetterOrder[] => {
  const { decision, result, review } = message.data as DataOf<typeof pathway.resultReviewed>;
  const shared = { weight: 'abnormal', by: daysAfter(message, tellWithinDays), tell: both, ...present({ result }) } as const;
  switch (decision.kind) {
    case 'continue':
      return result === undefined
        ? []
        : owedBecauseOf(message, calendar, {
            ...shared,
            subject: `result ${result}`,
            about: 'result',
            // Decided on again, it is other news: the letter about the first decision may have left.
            says: `Result reviewed on ${showInstantText(message.time)}: the plan stays as it is`,
          });
    case 'repeat':
      return owedBecauseOf(message, calendar, {
        ...shared,
        subject: `repeat ${review}`,
        about: 'repeat',
        says: `Test to be repeated by ${showDateText(decision.by)}`,
      });
    case 'recall':
    case 'suspend':
    case 'end':
      // The recall, the suspension and the ending are facts of their own, and told as such.
      return [];
    default:
      return decision satisfies never;
  }
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
export const tellWhatWasDecided = (message: Message, calendar: Calendar): readonly LetterOrder[] => {
  switch (message.type) {
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
