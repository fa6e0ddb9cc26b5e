export {
  assembleRegistration,
  registrationCollections,
  registrationCopies,
  registrationHistory,
  registrationTellers,
} from './registration.js';
export type { RegistrationPorts } from './registration.js';
export { patient } from './patient/patient.aggregate.js';
export { claim } from './claim/claim.aggregate.js';
export { feed } from './feed/feed.aggregate.js';
export { demographicsOf, deathOf } from './patient/patient.state.js';
export type { PatientState } from './patient/patient.state.js';
export { trainingClock } from './training-clock/training-clock.aggregate.js';
