import { textReaderFor } from '../message/character-set.js';
import type { Delimiters } from '../message/delimiters.js';
import { unescapeText } from '../message/escape.js';
import { readHeader, type Header } from '../message/header.js';
import { firstPieceOf, pieceOf, tableValueOf } from '../message/pieces.js';
import type { AcknowledgementCode } from './acknowledgement.js';

/** What a receiver answered. */
export interface ReadAcknowledgement {
  readonly ok: true;
  readonly code: AcknowledgementCode;
  /** MSA-2. A sender must compare it with the MSH-10 it sent: a late answer to the last message is no answer to this one. */
  readonly controlId: string;
  /** The receiver's reason, '' where it gave none. */
  readonly text: string;
  /** HL7 table 0357, '' where it gave none. */
  readonly errorCode: string;
}

/** An answer that does not say what became of the message: the sender keeps it. */
export interface AcknowledgementProblem {
  readonly ok: false;
  readonly rule: 'msh-unreadable' | 'msa-missing' | 'code-unknown';
  readonly sentence: string;
}

const codes: readonly AcknowledgementCode[] = ['AA', 'AE', 'AR', 'CA', 'CE', 'CR'];

const problem = (rule: AcknowledgementProblem['rule'], sentence: string): AcknowledgementProblem => ({ ok: false, rule, sentence });

/** Piece n of a segment is field n. */
type FieldOf = (n: number) => string;

/** Reads the first segment of that name; every field is '' where there is none. */
const fieldsOf = (lines: readonly string[], name: string, { field }: Delimiters): FieldOf => {
  const line = lines.find((candidate) => candidate.startsWith(`${name}${field}`)) ?? '';
  return (n) => pieceOf(line, field, n + 1);
};

const firstText = (texts: readonly string[], delimiters: Delimiters): string =>
  unescapeText(texts.find((text) => text !== '') ?? '', delimiters).trim();

/** ERR-3 and ERR-8 since version 2.5; before it the code and its text are sub-components of ERR-1.4; MSA-6 is what some receivers use instead. */
const reasonIn = (msa: FieldOf, err: FieldOf, delimiters: Delimiters): { readonly text: string; readonly errorCode: string } => {
  const { component, subComponent } = delimiters;
  const older = pieceOf(err(1), component, 4);
  return {
    errorCode: firstText([firstPieceOf(err(3), component), pieceOf(older, subComponent, 1), firstPieceOf(msa(6), component)], delimiters),
    text: firstText([msa(3), err(8), pieceOf(err(3), component, 2), pieceOf(older, subComponent, 2)], delimiters),
  };
};

const readBody = (lines: readonly string[], { delimiters }: Header): ReadAcknowledgement | AcknowledgementProblem => {
  const msa = fieldsOf(lines, 'MSA', delimiters);
  if (msa(1) === '') return problem('msa-missing', 'The answer has no MSA segment that says what became of the message.');
  const code = codes.find((known) => known === tableValueOf(firstPieceOf(msa(1), delimiters.component)));
  if (code === undefined) return problem('code-unknown', 'The answer has an acknowledgement code that HL7 does not know.');
  return { ok: true, code, controlId: msa(2).trim(), ...reasonIn(msa, fieldsOf(lines, 'ERR', delimiters), delimiters) };
};

/**
 * Reads the answer to a message that we sent (HL7 v2.5.1 sections 2.15.8 and 2.15.5), without MLLP framing. It asks little of the receiver: MSH with usable
 * delimiters, and MSA with a known code.
 */
export const readAcknowledgement = (bytes: Uint8Array): ReadAcknowledgement | AcknowledgementProblem => {
  const header = readHeader(bytes);
  if (!header.ok) return problem('msh-unreadable', 'The answer is no HL7 message.');
  return readBody(textReaderFor('')(bytes.subarray(header.end)).split(/[\r\n]+/), header);
};
