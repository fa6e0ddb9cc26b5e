import type { Delimiters } from './delimiters.js';
import { unescapeText } from './escape.js';
import { readHeader, type Header } from './header.js';
import { messageProblem, type MessageProblem } from './message-problem.js';
import { firstPieceOf, pieceOf, tableValueOf, trimmed } from './pieces.js';

/** What MSH says about a message: enough to decide whose it is, how to answer it, and where its outcome goes. */
export interface Route {
  readonly ok: true;
  readonly delimiters: Delimiters;
  /** First components of MSH-3 to MSH-6 (type HD), unescaped and trimmed. */
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  /** MSH-4 as sent, with its further components. */
  readonly sendingFacilityText: string;
  /** MSH-7 as sent; `parseHl7Time` reads it. */
  readonly sentAt: string;
  /** MSH-9: `ORU`, `R01`, `ORU_R01`; the last two are '' where absent. */
  readonly type: string;
  readonly trigger: string;
  readonly structure: string;
  /** MSH-10 as sent, trimmed. */
  readonly controlId: string;
  /** MSH-11, first component: `P` production, `T` training, `D` debugging, or what else was sent. */
  readonly processingId: string;
  /** MSH-12, first component. */
  readonly version: string;
  /** MSH-15 and MSH-16: `AL`, `NE`, `ER`, `SU`, '' where absent, or what else was sent. */
  readonly acceptAcknowledgement: string;
  readonly applicationAcknowledgement: string;
  /** MSH-18, first repetition; '' where absent. */
  readonly characterSet: string;
  /** The MSH segment as sent, one character per byte, for the acknowledgement to echo. */
  readonly header: string;
  /** Index of the line end after MSH. */
  readonly headerEnd: number;
}

const coded = (text = ''): string => (text === '' ? '' : tableValueOf(text));

const firstOf = (text: string | undefined, separator: string): string =>
  text === undefined || text === '' ? '' : trimmed(firstPieceOf(text, separator));

const named = (text: string | undefined, delimiters: Delimiters): string => {
  const first = firstOf(text, delimiters.component);
  return first === '""' ? '' : unescapeText(first, delimiters);
};

/** MSH-10 as sent, without the spaces around it. */
const identified = (text: string | undefined): string => (text === undefined || text === '""' ? '' : trimmed(text));

const incomplete = (header: Header, controlId: string): MessageProblem => {
  const found = { header: header.asSent };
  return controlId === '' ? messageProblem('control-id-missing', found) : messageProblem('type-missing', { ...found, controlId });
};

/**
 * Reads MSH only, so that every message of a hospital's feed can be sorted before any of it is decoded (HL7 v2.5.1 section 2.15.9).
 * Answers a problem where there is no MSH, its delimiters cannot be used, or MSH-9 or MSH-10 is empty.
 */
export const routeOf = (message: Uint8Array): Route | MessageProblem => {
  const header = readHeader(message);
  if (!header.ok) return header;
  const { delimiters, fields } = header;
  const kind = fields[9] ?? '';
  const type = coded(firstPieceOf(kind, delimiters.component));
  const controlId = identified(fields[10]);
  if (type === '' || controlId === '') return incomplete(header, controlId);
  return {
    ok: true,
    delimiters,
    sendingApplication: named(fields[3], delimiters),
    sendingFacility: named(fields[4], delimiters),
    receivingApplication: named(fields[5], delimiters),
    receivingFacility: named(fields[6], delimiters),
    sendingFacilityText: fields[4] ?? '',
    sentAt: trimmed(fields[7] ?? ''),
    type,
    trigger: coded(pieceOf(kind, delimiters.component, 2)),
    structure: coded(pieceOf(kind, delimiters.component, 3)),
    controlId,
    processingId: coded(firstOf(fields[11], delimiters.component)),
    version: firstOf(fields[12], delimiters.component),
    acceptAcknowledgement: coded(fields[15]),
    applicationAcknowledgement: coded(fields[16]),
    characterSet: coded(firstOf(fields[18], delimiters.repetition)),
    header: header.asSent,
    headerEnd: header.end,
  };
};
