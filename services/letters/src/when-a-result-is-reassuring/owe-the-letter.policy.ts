import type { DataOf, pathway } from '@rms/contracts';
import { derivedId } from '@rms/event-sourcing/pure';
import { present, showDateText } from '@rms/nhs';
import type { Message } from '@rms/messaging/pure';
import type { LetterOrder } from '../letter/letter-order.js';

export const owesOn: readonly string[] = ['pathway.result-interpreted.v1', 'pathway.reading-withdrawn.v1'];

const letterAbout = (followUp: string, result: string): string => derivedId(followUp, `letter about ${result}`);

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
  const { followUp, result, patient, reading, letterBy, shown, unit, sampledOn } = data;
  if (reading !== 'under-limit')
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
      says: `PSA ${shown} ${unit}, sample of ${showDateText(sampledOn)}: under the limit`.replace(/^PSA/, data.analyte.toUpperCase()),
    },
  };
};
