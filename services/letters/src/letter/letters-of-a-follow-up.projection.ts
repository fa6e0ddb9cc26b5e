import type { DataOf, letters, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** Which letters are owed for whom. */
export interface LetterCopy extends CopyDocument {
  readonly patient: string;
  readonly followUp: string;
  readonly owed: boolean;
}
/** Records that went into another. */
export interface RecordCopy extends CopyDocument {
  readonly retiredInto?: string;
}

type Content = Omit<LetterCopy, keyof CopyDocument>;
export const ownLetters: Copy<LetterCopy> = {
  name: 'letters',
  of: 'letters.letter',
  indexes: ['patient', 'followUp'],
  initial: { patient: '', followUp: '', owed: false },
  evolve: (before: Content, message: Message): Content => {
    switch (message.type) {
      case 'letters.letter-owed.v1': {
        const { patient, followUp } = message.data as DataOf<typeof letters.letterOwed>;
        return { patient: before.patient === '' ? patient : before.patient, followUp, owed: true };
      }
      case 'letters.letter-cancelled.v1':
        return { ...before, owed: false };
      case 'letters.letter-reassigned.v1':
        return { ...before, patient: (message.data as DataOf<typeof letters.letterReassigned>).patient };
      default:
        return before;
    }
  },
};

export const records: Copy<RecordCopy> = {
  name: 'records',
  of: 'registration.patient',
  indexes: ['retiredInto'],
  initial: {},
  evolve: (before, message: Message) =>
    message.type === 'registration.patient-retired.v1'
      ? { retiredInto: (message.data as DataOf<typeof registration.patientRetired>).into }
      : before,
};
