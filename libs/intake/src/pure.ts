// Readings and decisions: nothing here reaches a disk, a clock, a socket or chance.
export { clipped } from './reading/clipped.reading.js';
export { dateFrom, hasTimeOfDay, instantFrom } from './reading/times.reading.js';
export { agreements, isSamePerson, likenessOf, nhsAuthority, sexFrom, usableIdentifiers } from './reading/person.reading.js';
export type { Identifier, IdentifierProblem, Likeness } from './reading/person.reading.js';
export { quarantineNatures, quarantineOf, quarantineSentences } from './quarantine/quarantine.decider.js';
export type { Held, QuarantineDecision, QuarantineEvent } from './quarantine/quarantine.decider.js';
export { tellOfQuarantine } from './quarantine/quarantine.translation.js';
export { waitingKey } from './waiting-for-a-patient.js';
export type { Arrived, Conclusion } from './intake-log.js';
export type { Feed } from './feed.js';
export type { Problem } from './quarantine/hold-message.js';
export { problemsInAgreement } from './agreement/problems-in-agreement.js';
export type { AgreementProblem } from './agreement/problems-in-agreement.js';
export { codeName, whatChanges } from './agreement/what-changes.js';
