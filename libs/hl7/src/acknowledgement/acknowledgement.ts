import { STANDARD_DELIMITERS, readDelimiters, type Delimiters } from '../message/delimiters.js';
import type { MessageProblem, MessageRule } from '../message/message-problem.js';
import { pieceOf, tableValueOf } from '../message/pieces.js';
import type { Route } from '../message/route.js';
import { writeAcknowledgement, type Answered } from './acknowledgement-text.js';
import type { ErrorCode } from './error-code.js';
import { replyModeFor, type ReplyMode } from './reply-mode.js';

/** The code in MSA-1. */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

/** What became of a message. `text` goes to the sender and into its logs: nothing about the patient. */
export type Answer =
  /** It is on disk and ours now. */
  | { readonly kind: 'accepted' }
  /** It could not be stored: the sender keeps it and tries again. */
  | { readonly kind: 'not-stored'; readonly text: string }
  /** It will never be accepted: the sender need not try again. */
  | { readonly kind: 'refused'; readonly errorCode: ErrorCode; readonly text: string };

/** What an acknowledgement says of itself. */
export interface ReplyIdentity {
  /** Our MSH-10, unique. */
  readonly ownControlId: string;
  /** MSH-7, an HL7 timestamp. */
  readonly at: string;
}

/** An acknowledgement to send, without MLLP framing, or that none is to be sent. */
export type Acknowledgement = { readonly code: AcknowledgementCode; readonly bytes: Uint8Array } | { readonly code: 'none' };

const codes: Readonly<Record<Exclude<ReplyMode, 'none'>, Readonly<Record<Answer['kind'], AcknowledgementCode>>>> = {
  original: { accepted: 'AA', 'not-stored': 'AE', refused: 'AR' },
  accept: { accepted: 'CA', 'not-stored': 'CE', refused: 'CR' },
};

const reasonFor = (answer: Answer): { readonly text: string; readonly errorCode?: ErrorCode } => {
  switch (answer.kind) {
    case 'accepted':
      return { text: '' };
    case 'not-stored':
      return { text: answer.text, errorCode: '207' };
    case 'refused':
      return { text: answer.text, errorCode: answer.errorCode };
    default:
      return answer satisfies never;
  }
};

interface Reply {
  readonly mode: ReplyMode;
  readonly answer: Answer;
  readonly identity: ReplyIdentity;
}

const acknowledge = (answered: Answered, { mode, answer, identity }: Reply): Acknowledgement => {
  if (mode === 'none') return { code: 'none' };
  const code = codes[mode][answer.kind];
  return { code, bytes: writeAcknowledgement(answered, { code, ...reasonFor(answer), ...identity }) };
};

/**
 * The acknowledgement of a message (HL7 v2.5.1 sections 2.9.2 and 2.14): MSH-3 and 4 swapped with 5 and 6, MSH-10 echoed in MSA-2, MSH-11, MSH-12 and
 * MSH-18 copied (a training message must not be answered as production), the sender's delimiters, CR after every segment. Nothing that was sent can
 * add a segment to it. `none` where MSH-15 and MSH-16 are both NE.
 */
export const acknowledgementFor = (route: Route, answer: Answer, identity: ReplyIdentity): Acknowledgement =>
  acknowledge(route, { mode: replyModeFor(route.acceptAcknowledgement, route.applicationAcknowledgement), answer, identity });

const errorCodes: Readonly<Record<MessageRule, ErrorCode>> = {
  'msh-missing': '100',
  'msh-unreadable': '102',
  'type-missing': '101',
  'control-id-missing': '101',
  'batch-not-split': '200',
};

/** The sender's own where they can be used; else its separator with the usual others, and the bar where one of those is its separator. */
const delimitersOf = (header: string): Delimiters => {
  const field = header.charAt(3);
  const free = (usual: string): string => (usual === field ? '|' : usual);
  const { component, repetition, escape, subComponent } = STANDARD_DELIMITERS;
  return (
    readDelimiters(header) ?? {
      field,
      component: free(component),
      repetition: free(repetition),
      escape: free(escape),
      subComponent: free(subComponent),
    }
  );
};

/**
 * The refusal of a message that could not be routed: AR, or CR where MSH-15 asks for it. `none` where no control id could be read: the sender could
 * not match the answer, and the connection is to be closed instead.
 */
export const refusalFor = (problem: MessageProblem, identity: ReplyIdentity): Acknowledgement => {
  const { controlId, header, rule, sentence } = problem;
  if (controlId === undefined || header === undefined) return { code: 'none' };
  const delimiters = delimitersOf(header);
  const fieldOf = (n: number): string => tableValueOf(pieceOf(header, delimiters.field, n));
  const mode = replyModeFor(fieldOf(15), fieldOf(16));
  return acknowledge({ header, delimiters }, { mode, answer: { kind: 'refused', errorCode: errorCodes[rule], text: sentence }, identity });
};
