import type { Delimiters } from '../message/delimiters.js';
import { escapeText } from '../message/escape.js';
import { firstPieceOf, pieceOf, piecesOf, trimmed } from '../message/pieces.js';
import { errorTextOf, type ErrorCode } from './error-code.js';

/** The header being answered: MSH as sent, one character per byte, and how it is delimited. */
export interface Answered {
  readonly header: string;
  readonly delimiters: Delimiters;
}

/** What an acknowledgement says. Without an error code it says yes. */
export interface Verdict {
  readonly code: string;
  readonly text: string;
  readonly errorCode?: ErrorCode;
  /** Our MSH-10. */
  readonly ownControlId: string;
  /** MSH-7. */
  readonly at: string;
}

const hasControl = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 32 || text.charCodeAt(at) === 127) return true;
  return false;
};

/** Echoed as sent, but a carriage return would open a segment of the sender's making in our reply, and a file separator would end its frame. */
const withoutControls = (text: string): string => (hasControl(text) ? text.replace(/[\x00-\x1F\x7F]/g, '') : text);

/** ERR changed its shape in version 2.5, from one coded field to a field for each part. */
const isBefore25 = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return !(major > 2 || (major === 2 && minor >= 5));
};

const errorSegment = (
  code: ErrorCode,
  text: string,
  { delimiters, version }: { readonly delimiters: Delimiters; readonly version: string },
): string => {
  const { field, component, subComponent } = delimiters;
  const parts = [code, errorTextOf(code), 'HL70357'];
  if (isBefore25(version)) return `ERR${field}${component.repeat(3)}${parts.join(subComponent || ' ')}`;
  return ['ERR', '', '', parts.join(component), 'E', '', '', '', text].join(field);
};

/** Our own words: ASCII, since the sender chose the character set. */
const ownWords = (text: string, delimiters: Delimiters): string => escapeText(text.replace(/[^\x20-\x7E]/g, '?'), delimiters);

/** MSH-18 and the empty fields before it, where the sender named a character set. */
const characterSetEnd = (characterSet: string, field: string): string => (characterSet === '' ? '' : field.repeat(6) + characterSet);

/** Writes MSH, MSA and, where something is wrong, ERR; CR after each. What is echoed goes back byte for byte. */
export const writeAcknowledgement = ({ header, delimiters }: Answered, verdict: Verdict): Uint8Array => {
  const { field, component, repetition, escape, subComponent } = delimiters;
  const sent = piecesOf(withoutControls(header), field, 18);
  /** MSH-n is piece n - 1, because MSH-1 is the separator itself. */
  const echo = (n: number): string => sent[n - 1] ?? '';
  const text = ownWords(verdict.text, delimiters);
  const type = `ACK${component}${trimmed(pieceOf(echo(9), component, 2))}${component}ACK`;
  const f = field;
  const parties = `${echo(5)}${f}${echo(6)}${f}${echo(3)}${f}${echo(4)}`;
  const ours = `${ownWords(verdict.at, delimiters)}${f}${f}${type}${f}${ownWords(verdict.ownControlId, delimiters)}`;
  const msh = `MSH${f}${component}${repetition}${escape}${subComponent}${f}${parties}${f}${ours}${f}${echo(11)}${f}${echo(12)}${characterSetEnd(echo(18), f)}`;
  const msa = `MSA${f}${verdict.code}${f}${echo(10)}${text === '' ? '' : f + text}`;
  const err =
    verdict.errorCode === undefined
      ? ''
      : `${errorSegment(verdict.errorCode, text, { delimiters, version: firstPieceOf(echo(12), component) })}\r`;
  return Buffer.from(`${msh}\r${msa}\r${err}`, 'latin1');
};
