import { addMonths, type CivilDate } from '@rms/nhs';
import type { Protocol } from '@rms/protocols';
import type { Happening } from './happening.js';
import { patientsOf, type SyntheticPatient } from './patients.js';
import { storyOf } from './stories.js';

/** A region of invented people as it was lived through up to a day. */
export interface SyntheticRegion {
  readonly from: CivilDate;
  readonly today: CivilDate;
  readonly patients: readonly SyntheticPatient[];
  /** In the order of their times. */
  readonly happenings: readonly Happening[];
}

const threeYears = 36;

/**
 * Three years of a region, up to the day before `today`: the same for the same seed, day, number of patients and protocols.
 * Throws when a protocol that its stories need is not among those given.
 */
export const regionOf = (terms: {
  readonly seed: string;
  readonly today: CivilDate;
  readonly patients: number;
  readonly protocols: readonly Protocol[];
}): SyntheticRegion => {
  const protocols = new Map(terms.protocols.map((protocol) => [protocol.name, protocol]));
  const patients = patientsOf(terms.seed, terms.today, terms.patients);
  const happenings = patients.flatMap((patient) => {
    const protocol = protocols.get(patient.track.protocol);
    if (protocol === undefined) throw new Error(`The region needs the protocol ${patient.track.protocol}.`);
    return storyOf(patient, protocol, terms.today);
  });
  return {
    from: addMonths(terms.today, -threeYears),
    today: terms.today,
    patients,
    happenings: happenings.filter(({ at }) => at < terms.today).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  };
};
