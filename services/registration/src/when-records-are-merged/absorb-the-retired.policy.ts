import type { PolicyOrder } from '@rms/service-kit';
import type { PatientCommand } from '../patient/patient.facts.js';
import type { KnownRecord } from '../who-is-known/patient-records.js';

export const absorbsOn: readonly string[] = ['registration.patient-retired.v1'];

/** A record that went into another brings along everything that was known of it. */
export const absorbTheRetired = (
  retired: KnownRecord | undefined,
  survivor: KnownRecord | undefined,
): readonly PolicyOrder<PatientCommand>[] => {
  if (retired === undefined || survivor === undefined || retired.id === survivor.id) return [];
  const { fields, deaths, identifiers } = retired.state;
  const command = { type: 'AbsorbPatient', retired: retired.id, brought: fields, deaths, identifiers } as const;
  return [{ id: survivor.id, patient: survivor.id, command }];
};
