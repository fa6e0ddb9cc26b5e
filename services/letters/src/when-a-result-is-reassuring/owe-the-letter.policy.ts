import { isReassuring, type DataOf, type pathway } from '@rms/contracts';
import { derivedId } from '@rms/event-sourcing/pure';
import { present, showDateText } from '@rms/nhs';
import type { Message } from '@rms/messaging/pure';
import type { LetterOrder } from '../letter/letter-order.js';

export const owesOn: readonly string[] = ['pathway.result-interpreted.v1', 'pathway.reading-withdrawn.v1'];

const letterAbout = (followUp: string, result: string): string => derivedId(followUp, `letter about ${result}`);

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

/** A reassuring result is told to the patient and the GP by the protocol's deadline; a letter whose news is no longer so is not written. */
export const oweTheLetter = (message: Message): LetterOrder => {
  const heard = message.published;
  if (message.type === 'pathway.reading-withdrawn.v1') {
    const { followUp, result, because } = message.data as DataOf<typeof pathway.readingWithdrawn>;
    return {
      id: letterAbout(followUp, result),
      command: { type: 'CancelLetter', because: because === 'another-patient' ? 'another-patient' : 'result-taken-back', heard },
    };
  }
  const data = message.data as DataOf<typeof pathway.resultInterpreted>;
  const { followUp, result, patient, reading, letterBy } = data;
  if (!isReassuring(reading))
    return { id: letterAbout(followUp, result), command: { type: 'CancelLetter', because: 'result-changed', heard } };
  return {
    id: letterAbout(followUp, result),
    command: {
      type: 'OweLetter',
      patient,
      followUp,
      about: 'result',
      result,
      to: ['patient', 'gp'],
      ...present({ by: letterBy }),
      heard,
      says: newsIn(data),
    },
  };
};
