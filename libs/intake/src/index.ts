export { routeOfType } from './intake-log.js';
export type {
  Arrived,
  Conclusion,
  FeedActivity,
  IntakeLog,
  IntakeRoute,
  MessageOutcome,
  NewMessage,
  OutcomeKind,
  OutcomeRecord,
  Refusal,
} from './intake-log.js';
export { newestApplied } from './embedded/newest-applied.js';
export { readAccepted } from './embedded/read-accepted.js';
export type { AcceptedMessage } from './embedded/read-accepted.js';
export { EmbeddedIntakeLog, intakeFile, openEmbeddedIntakeLog, openIntakeForReading } from './embedded/embedded-intake-log.js';
export { feedFor } from './feed.js';
export type { Feed } from './feed.js';
export { openDoor } from './door.js';
export type { DoorParts } from './door.js';
export { IntakeReader } from './intake-reader.js';
export type { IntakeReaderParts } from './intake-reader.js';
export { dateFrom, hasTimeOfDay, instantFrom } from './reading/times.reading.js';
export { agreements, isSamePerson, likenessOf, nhsAuthority, sexFrom, usableIdentifiers } from './reading/person.reading.js';
export type { Identifier, IdentifierProblem, Likeness } from './reading/person.reading.js';
export { quarantineNatures, quarantineOf, quarantineSentences } from './quarantine/quarantine.decider.js';
export type {
  Held,
  QuarantineCommand,
  QuarantineDecision,
  QuarantineEvent,
  QuarantineRefusal,
  QuarantineState,
} from './quarantine/quarantine.decider.js';
export { openForWhatIsNoFrame } from './no-frame.js';
export { controlIdConflict, numbersIn } from './control-id-conflict.js';
export { FeedBook } from './feed-book.js';
export { holdMessage, problemId } from './quarantine/hold-message.js';
export type { Problem, QuarantineAggregate } from './quarantine/hold-message.js';
export { waitingKey } from './waiting-for-a-patient.js';
export { problemsInAgreement } from './agreement/problems-in-agreement.js';
export { whatChanges } from './agreement/what-changes.js';
