import { controlIdConflict, type Arrived, type Identifier, type IntakeLog, type Problem } from '@rms/intake';
import type { KnownRecord, PatientRecords } from '../who-is-known/patient-records.js';

/** A number that is known, on a message whose person does not look like the one it belongs to. */
export const conflictWith = (trust: string, record: KnownRecord): Problem => ({
  rule: 'identity-conflict',
  trust,
  patient: record.id,
  sentence:
    'The number is known, but fewer than two of name, date of birth, sex and postcode agree with the record. It may be about somebody else.',
});
export const ofTwoPatients = (trust: string): Problem => ({
  rule: 'identifiers-of-two-patients',
  trust,
  sentence: 'The numbers in the message belong to two different patients of this trust.',
});

/**
 * Doubt whether this is the message that its control id says, where it is about somebody known. A stranger's messages may
 * contradict one another as they like.
 */
export const doubtAboutWhich = async (
  { records, log }: { readonly records: PatientRecords; readonly log: Pick<IntakeLog, 'message'> },
  message: Arrived,
  about: { readonly trusts: readonly string[]; readonly identifiers: readonly Identifier[]; readonly by: string | undefined },
): Promise<Problem | undefined> => {
  if (message.conflictsWith === undefined) return undefined;
  for (const trust of about.trusts) {
    const isKnown = (await records.find(trust, about.identifiers)).kind !== 'nobody';
    const doubt = isKnown ? await controlIdConflict(log, message, { trust, by: about.by }) : undefined;
    if (doubt !== undefined) return doubt;
  }
  return undefined;
};
