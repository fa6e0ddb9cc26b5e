import type { DataOf, Demographics, registration, Report, results } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { shownOf } from '@rms/protocols';
import type { ReadingKnown } from './follow-up-known.reading.js';

/** Who he is and how to reach him, from his published facts up to one of them. */
export interface PatientKnown {
  readonly demographics: Demographics | undefined;
  /** When the sender who last named his address knew it; '' where nobody ever did. */
  readonly confirmedAt: string;
  readonly died: boolean;
  readonly retiredInto?: string;
}
export const nobodyKnown: PatientKnown = { demographics: undefined, confirmedAt: '', died: false };

/** A message that names no address says nothing about the one that is known, and an older one that comes late no more than it did then. */
const addressAge = ({ confirmedAt }: PatientKnown, data: unknown): { readonly confirmedAt: string } => {
  const { addressAsOf = '' } = data as DataOf<typeof registration.demographicsConfirmed>;
  return { confirmedAt: addressAsOf > confirmedAt ? addressAsOf : confirmedAt };
};

export const foldPatient = (before: PatientKnown, { type, data }: Message): PatientKnown => {
  switch (type) {
    case 'registration.patient-registered.v1':
    case 'registration.demographics-corrected.v1':
    case 'registration.patient-absorbed.v1':
      return {
        ...before,
        demographics: (data as DataOf<typeof registration.demographicsCorrected>).demographics,
        ...addressAge(before, data),
      };
    case 'registration.demographics-confirmed.v1':
      return { ...before, ...addressAge(before, data) };
    case 'registration.patient-died.v1':
      return { ...before, died: true };
    case 'registration.death-withdrawn.v1':
      return { ...before, died: false };
    case 'registration.patient-retired.v1':
      return { ...before, retiredInto: (data as DataOf<typeof registration.patientRetired>).into };
    default:
      return before;
  }
};

/** The newest report of the result that a letter is about. */
export const foldReport = (before: Report | undefined, { type, data }: Message): Report | undefined =>
  type === 'results.result-recorded.v1' || type === 'results.result-corrected.v1' || type === 'results.result-retracted.v1'
    ? (data as DataOf<typeof results.resultRecorded>).report
    : before;

/** Is a reading that of the newest report, or of one that has been replaced since? */
export const isReadingOf = (reading: ReadingKnown, report: Report): boolean => {
  const { value, status, sampledOn } = report;
  return reading.status === status && reading.shown === shownOf(value) && reading.sampledOn === sampledOn;
};
