import { isReassuring, isWorrying, type DataOf, type pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present, showDateText } from '@rms/nhs';
import type { LetterOrder } from '../letter/letter-order.js';
import type { Calendar } from '../letter/letter-times.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';
import { cancelled, idsOf, letterTo, owedBecauseOf } from '../letter/owed-letters.js';

export const readsOn: readonly string[] = ['pathway.result-interpreted.v1', 'pathway.reading-withdrawn.v1'];

const subjectOf = (result: string): string => `result ${result}`;
const aboutIt = (followUp: string, result: string, letters: readonly LetterCopy[]): readonly string[] => [
  letterTo(followUp, subjectOf(result), 'patient'),
  letterTo(followUp, subjectOf(result), 'gp'),
  ...idsOf(letters, (letter) => letter.result === result),
];

type Interpreted = DataOf<typeof pathway.resultInterpreted>;
const nameOf = ({ testName, analyte }: Interpreted): string =>
  testName === undefined ? analyte.toUpperCase() : `${testName.charAt(0).toUpperCase()}${testName.slice(1)}`;
/** The good news in a line: a value with its limit, or a report with its conclusion. */
const newsIn = (data: Interpreted): string => {
  const { limit, shown, unit, sampledOn } = data;
  return limit === undefined
    ? `${nameOf(data)} of ${showDateText(sampledOn)}: reassuring (${shown})`
    : `${nameOf(data)} ${shown} ${unit}, sample of ${showDateText(sampledOn)}: under the limit`;
};

const stillHere: readonly string[] = ['owed', 'to-approve', 'approved'];
/** Good news that has not left: once another sample of the same day or later is bad it is good news no more, and what is decided is told. */
const overtaken = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] => {
  const { reading, result, sampledOn } = message.data as Interpreted;
  if (!isWorrying(reading)) return [];
  const isOvertaken = (letter: LetterCopy): boolean =>
    letter.weight === 'reassuring' &&
    stillHere.includes(letter.phase) &&
    letter.result !== result &&
    letter.sampledOn !== '' &&
    letter.sampledOn <= sampledOn;
  return cancelled(message, calendar, { ids: idsOf(letters, isOvertaken), because: 'newer-result-to-review' });
};

/**
 * A reassuring result is told to the patient and the GP by the protocol's deadline; a letter whose news is no longer so is not sent.
 * Of a result that a clinician has decided on, the decision is told: nobody is reassured while a clinician is to look at it again.
 */
export const tellOrTakeBack = (message: Message, letters: readonly LetterCopy[], calendar: Calendar): readonly LetterOrder[] => {
  if (message.type === 'pathway.reading-withdrawn.v1') {
    const { followUp, result, because } = message.data as DataOf<typeof pathway.readingWithdrawn>;
    return cancelled(message, calendar, {
      ids: aboutIt(followUp, result, letters),
      because: because === 'another-patient' ? 'another-patient' : 'result-taken-back',
    });
  }
  const data = message.data as DataOf<typeof pathway.resultInterpreted>;
  const { followUp, result, reading, letterBy, decision } = data;
  if (decision === 'stands') return [];
  if (decision === 'asked-again' || !isReassuring(reading))
    return [
      ...cancelled(message, calendar, { ids: aboutIt(followUp, result, letters), because: 'result-changed' }),
      ...overtaken(message, letters, calendar),
    ];
  return owedBecauseOf(message, calendar, {
    subject: subjectOf(result),
    tell: ['patient', 'gp'],
    about: 'result',
    weight: 'reassuring',
    result,
    ...present({ by: letterBy }),
    sampledOn: data.sampledOn,
    says: newsIn(data),
  });
};
