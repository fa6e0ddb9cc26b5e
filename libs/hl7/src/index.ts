export type { Delimiters } from './message/delimiters.js';
export { STANDARD_DELIMITERS } from './message/delimiters.js';
export type { MessageProblem, MessageRule } from './message/message-problem.js';
export { routeOf, type Route } from './message/route.js';
export { countSegments } from './message/segment-search.js';
export { identifiersOf, mergedIdentifiersOf, mergesOf, type Merge, type PersonIdentifier } from './message/person-identifiers.js';
export { PeopleFilter } from './message/people-filter.js';
export { parseMessage, serialiseMessage, type ParsedMessage } from './message/parsed-message.js';
export type { Segment } from './message/segment.js';
export type { Component, Field, Repetition, ValueState } from './message/field.js';
export { escapeText, unescapeText } from './message/escape.js';
export { observationGroups, type Observation, type ObservationGroup } from './message/observation-groups.js';
export { parseHl7Time, type Hl7Time } from './message/hl7-time.js';
export { batchCounts, splitMessages, type BatchCount, type BatchCounts } from './message/batch.js';
export {
  DELETE_VALUE,
  composeMessage,
  type ComponentValue,
  type FieldValue,
  type MessageHeader,
  type SegmentValue,
} from './message/compose.js';
export {
  acknowledgementFor,
  refusalFor,
  type Acknowledgement,
  type AcknowledgementCode,
  type Answer,
  type ReplyIdentity,
} from './acknowledgement/acknowledgement.js';
export type { ErrorCode } from './acknowledgement/error-code.js';
export { readAcknowledgement, type AcknowledgementProblem, type ReadAcknowledgement } from './acknowledgement/read-acknowledgement.js';
export { replyModeFor, type ReplyMode } from './acknowledgement/reply-mode.js';
export { MllpFrameDecoder, type Decoded, type FrameProblem, type FrameProblemKind } from './mllp/frame-decoder.js';
export { mllpFrames } from './mllp/framing.js';
export type { ClientCertificate, ConnectionProblemKind, MllpConnection, MllpProblem } from './mllp/mllp-problem.js';
export type { MllpHandlers } from './mllp/conversation.js';
export { startMllpServer, type MllpServer, type MllpServerOptions, type MllpServerTls } from './mllp/mllp-server.js';
export { openMllpSender, type MllpSender } from './mllp/mllp-sender.js';
export type { MllpSenderOptions, MllpSenderTls } from './mllp/mllp-link.js';
export { MllpSendFailure, type MllpSendFailureReason } from './mllp/mllp-send-failure.js';
