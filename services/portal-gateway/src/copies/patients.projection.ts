import type { DataOf, Demographics, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import { normaliseName, present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';

/** Who a patient is, for pages and for finding him. */
export interface PatientCopy extends CopyDocument {
  readonly demographics: Demographics;
  readonly family: string;
  readonly bornOn: string;
  readonly nhsNumber: string;
  /** Code of the GP practice on record; '' where there is none. */
  readonly practice: string;
  readonly died: boolean;
  readonly diedOn?: string;
  readonly retiredInto?: string;
  readonly registered: boolean;
}
type Content = Omit<PatientCopy, keyof CopyDocument>;

const nobody: Demographics = { localIds: [], formerIds: [], name: { family: '', given: '' }, sex: 'unknown', needs: [] };
const withDemographics = (before: Content, demographics: Demographics): Content => ({
  ...before,
  demographics,
  registered: true,
  family: normaliseName(demographics.name.family),
  bornOn: demographics.bornOn ?? '',
  nhsNumber: demographics.nhsNumber ?? '',
  practice: demographics.gpPractice?.ods ?? '',
});

const evolve = (before: Content, message: Message): Content => {
  switch (message.type) {
    case 'registration.patient-registered.v1':
    case 'registration.demographics-corrected.v1':
    case 'registration.patient-absorbed.v1':
      return withDemographics(before, (message.data as DataOf<typeof registration.demographicsCorrected>).demographics);
    case 'registration.patient-died.v1': {
      const { diedOn } = message.data as DataOf<typeof registration.patientDied>;
      return { ...before, died: true, ...present({ diedOn }) };
    }
    case 'registration.death-withdrawn.v1': {
      const { diedOn: _, ...rest } = before;
      return { ...rest, died: false };
    }
    case 'registration.patient-retired.v1':
      return { ...before, retiredInto: (message.data as DataOf<typeof registration.patientRetired>).into };
    default:
      return before;
  }
};

export const patients: Copy<PatientCopy> = {
  name: 'patients',
  of: 'registration.patient',
  indexes: ['family', 'bornOn', 'nhsNumber', 'practice', 'retiredInto'],
  initial: { demographics: nobody, family: '', bornOn: '', nhsNumber: '', practice: '', died: false, registered: false },
  evolve,
};
