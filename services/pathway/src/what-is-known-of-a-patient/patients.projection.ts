import { present } from '@rms/nhs';
import type { registration } from '@rms/contracts';
import type { DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** What pathway needs of a patient: is he alive, and under which record does he live now. */
export interface PatientCopy extends CopyDocument {
  readonly died: boolean;
  readonly diedOn?: string;
  readonly retiredInto?: string;
}

type Content = Omit<PatientCopy, keyof CopyDocument>;
const withoutDeath = ({ diedOn: _, ...rest }: Content): Content => ({ ...rest, died: false });

const evolve = (before: Content, message: Message): Content => {
  switch (message.type) {
    case 'registration.patient-died.v1': {
      const { diedOn } = message.data as DataOf<typeof registration.patientDied>;
      return { ...before, died: true, ...present({ diedOn }) };
    }
    case 'registration.death-withdrawn.v1':
      return withoutDeath(before);
    case 'registration.patient-retired.v1':
      return { ...before, retiredInto: (message.data as DataOf<typeof registration.patientRetired>).into };
    default:
      return before;
  }
};

export const patients: Copy<PatientCopy> = {
  name: 'patients',
  of: 'registration.patient',
  indexes: ['retiredInto'],
  initial: { died: false },
  evolve,
};
