// The message itself, without the wire: nothing here reaches a disk, a clock, a socket or chance.
export { routeOf, type Route } from './message/route.js';
export { countSegments } from './message/segment-search.js';
export { identifiersOf, mergedIdentifiersOf, mergesOf, type Merge, type PersonIdentifier } from './message/person-identifiers.js';
export { parseMessage, serialiseMessage, type ParsedMessage } from './message/parsed-message.js';
export type { Segment } from './message/segment.js';
export type { Component, Field, Repetition, ValueState } from './message/field.js';
export { observationGroups, type Observation, type ObservationGroup } from './message/observation-groups.js';
export { parseHl7Time, type Hl7Time } from './message/hl7-time.js';
