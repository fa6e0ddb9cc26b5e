import { onlyShapes, type Aggregate, type Occurred } from '@rms/event-sourcing/pure';
import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';
import { patientDecider } from './patient.decider.js';
import type { PatientCommand, PatientEvent, PatientRefusal, Supplied } from './patient.facts.js';
import type { PatientState } from './patient.state.js';

const schemas = {
  PatientRegistered: 1,
  DemographicsCorrected: 1,
  DemographicsConfirmed: 1,
  PatientDied: 1,
  DeathWithdrawn: 1,
  PatientRetired: 1,
  PatientAbsorbed: 1,
} as const;

const occurred = (event: PatientEvent): Occurred | undefined => {
  switch (event.type) {
    case 'DemographicsCorrected':
    case 'DemographicsConfirmed':
    case 'PatientRegistered':
      return { at: event.supplied.asOf };
    case 'PatientDied':
      return event.diedOn === undefined ? undefined : { on: event.diedOn };
    case 'DeathWithdrawn':
    case 'PatientRetired':
    case 'PatientAbsorbed':
      return undefined;
    default:
      return event satisfies never;
  }
};

/** `registration.patient-<id>` */
export const patient: Aggregate<PatientState, PatientCommand, PatientEvent, PatientRefusal> = {
  service: 'registration',
  name: 'patient',
  decider: patientDecider,
  schemas,
  occurred,
  published: new Set(Object.keys(schemas)),
  upcast: onlyShapes(schemas),
};

const fieldWords: Readonly<Record<string, string>> = {
  name: 'name',
  bornOn: 'date of birth',
  sex: 'sex',
  address: 'address',
  phone: 'phone',
  gpPractice: 'GP practice',
  needs: 'needs',
  death: 'whether he or she is alive',
};
const fields = (said: object): string =>
  Object.keys(said)
    .map((name) => fieldWords[name] ?? name)
    .join(', ') || 'numbers only';

const letCount = ({ letCountBy }: Supplied): string =>
  letCountBy === undefined ? '' : ' Somebody found out whether the patient is alive, and let this count.';

export const patientSentences: Sentences<PatientEvent> = {
  PatientRegistered: (e) => `${e.demographics.name.given} ${e.demographics.name.family} was registered at this trust.`,
  DemographicsCorrected: (e) => `The sender gave: ${fields(e.supplied.said)}.${letCount(e.supplied)}`,
  DemographicsConfirmed: (e) => `The sender gave again what was known: ${fields(e.supplied.said)}.${letCount(e.supplied)}`,
  PatientDied: (e) =>
    e.diedOn === undefined ? 'A death was reported, without its date.' : `A death on ${showDateText(e.diedOn)} was reported.`,
  DeathWithdrawn: () => 'The reported death was an error: the patient is alive.',
  PatientRetired: () => 'This record was merged into another record of the same patient, which goes on.',
  PatientAbsorbed: () => 'Another record of the same patient was merged into this one.',
};

/** What each fact is: about the world, or done by people and the system. */
export const patientNatures: Natures<PatientEvent> = {
  PatientRegistered: 'observation',
  DemographicsCorrected: 'observation',
  DemographicsConfirmed: 'observation',
  PatientDied: 'observation',
  DeathWithdrawn: 'observation',
  PatientRetired: 'observation',
  PatientAbsorbed: 'act',
};
