import { present } from '@rms/nhs';
import type { registration } from '@rms/contracts';
import type { DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** What pathway needs of a patient: alive or not, how old, and under which record now. */
export interface PatientCopy extends CopyDocument {
  readonly died: boolean;
  readonly diedOn?: string;
  readonly bornOn?: string;
  readonly retiredInto?: string;
}

type Content = Omit<PatientCopy, keyof CopyDocument>;
const bornOn = (before: Content, told: string | undefined): Content => {
  const { bornOn: _, ...rest } = before;
  return { ...rest, ...present({ bornOn: told }) };
};
const withoutDeath = ({ diedOn: _, ...rest }: Content): Content => ({ ...rest, died: false });

const evolve = (before: Content, message: Message): Content => {
  switch (message.type) {
    case 'registration.patient-registered.v1':
    case 'registration.demographics-corrected.v1':
    case 'registration.patient-absorbed.v1':
      return bornOn(before, (message.data as DataOf<typeof registration.demographicsCorrected>).demographics.bornOn);
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
