export { routeOfType } from './intake-log.js';
export type { Arrived, FeedActivity, IntakeLog, IntakeRoute, MessageOutcome, NewMessage, OutcomeKind, OutcomeRecord, Refusal } from './intake-log.js';
export { EmbeddedIntakeLog, intakeFile, openEmbeddedIntakeLog } from './embedded/embedded-intake-log.js';
export { feedFor } from './feed.js';
export type { Feed } from './feed.js';
export { openDoor } from './door.js';
export type { DoorParts } from './door.js';
export { IntakeReader } from './intake-reader.js';
export type { IntakeReaderParts } from './intake-reader.js';
