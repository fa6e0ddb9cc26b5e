// What deciders, projections, policies and readings may use: nothing here reaches a disk, a clock, a socket or chance.
export { accept, refuse } from './decider.js';
export type { Decider, Decision, Erased } from './decider.js';
export { idOfStream, kindOfStream, onlyShapes, streamOf } from './aggregate.js';
export type { Aggregate, Occurred } from './aggregate.js';
export { factOf, UnreadableHistory } from './history.js';
export type { Fact } from './history.js';
export { derivedId, eventIdOf, keyedId } from './ids.js';
export { sha256 } from './envelope.js';
export type { Metadata } from './envelope.js';
export type { EventStore, StoredEvent } from './event-store.js';
