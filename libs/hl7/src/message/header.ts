import { textReaderFor } from './character-set.js';
import { canDelimit, readDelimiters, type Delimiters } from './delimiters.js';
import { CR, LF } from './line-ends.js';
import { messageProblem, type MessageProblem } from './message-problem.js';

/** The MSH segment of a message: its text, its fields and its delimiters. */
export interface Header {
  readonly ok: true;
  /** Index of the line end after MSH. */
  readonly end: number;
  /** MSH as sent, one character per byte: what an acknowledgement echoes, whatever the character set. */
  readonly asSent: string;
  /** Decoded MSH-n at index n, to MSH-18; what was not sent is '' or not there. */
  readonly fields: readonly string[];
  readonly delimiters: Delimiters;
}

const SPACE = 32;
const LAST_FIELD_READ = 18;

const startsWithMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** The first index that is not part of a byte order mark or white space: some senders put a line end or a mark before MSH. */
export const startOfMessage = (bytes: Uint8Array): number => {
  let at = startsWithMark(bytes) ? 3 : 0;
  for (let byte = bytes[at]; byte !== undefined && byte <= SPACE; byte = bytes[at]) at += 1;
  return at;
};

/** One character per byte. */
export const oneCharacterPerByte = (bytes: Uint8Array): string => {
  let out = '';
  for (const byte of bytes) out += String.fromCharCode(byte);
  return out;
};

/** Whether the three letters of a segment name stand at `at`. */
export const spells = (bytes: Uint8Array, at: number, name: string): boolean =>
  bytes[at] === name.charCodeAt(0) && bytes[at + 1] === name.charCodeAt(1) && bytes[at + 2] === name.charCodeAt(2);

/** One pass over the bytes of MSH. There is one for all messages, so that a whole hospital's feed leaves no litter behind. */
class HeaderScan {
  end = 0;
  /** All bits of all bytes: 128 and above means something is not ASCII. */
  seen = 0;
  separators = 0;
  /** Distance from the letter M to each field separator. */
  readonly separatorAt = new Int32Array(LAST_FIELD_READ + 1);

  /** A header ends at its first line end of either kind: nothing in MSH is free text. */
  run(message: Uint8Array, start: number): void {
    const separator = message[start + 3];
    let [at, seen, count] = [start, 0, 0];
    for (let byte = message[at]; byte !== undefined && byte !== CR && byte !== LF; byte = message[at]) {
      if (byte === separator && count <= LAST_FIELD_READ) this.separatorAt[count++] = at - start;
      seen |= byte;
      at += 1;
    }
    this.end = at;
    this.seen = seen;
    this.separators = count;
  }

  /** The fields of ASCII text, where a character is a byte. */
  fieldsOf(text: string): readonly string[] {
    const fields = ['', text.charAt(3), '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''];
    const last = Math.min(this.separators, LAST_FIELD_READ - 1);
    for (let n = 0; n < last; n += 1)
      fields[n + 2] = text.slice((this.separatorAt[n] ?? 0) + 1, n + 1 < this.separators ? this.separatorAt[n + 1] : text.length);
    return fields;
  }
}

const scan = new HeaderScan();
const asciiReader = textReaderFor('');

/** MSH-n at index n of text in any character set. */
const splitHeader = (text: string, separator: string): readonly string[] => [
  '',
  separator,
  ...text.split(separator, LAST_FIELD_READ).slice(1),
];

const noHeader = (bytes: Uint8Array, start: number): MessageProblem =>
  messageProblem(spells(bytes, start, 'FHS') || spells(bytes, start, 'BHS') ? 'batch-not-split' : 'msh-missing');

const unreadable = (asSent: string): MessageProblem => {
  const separator = asSent.charAt(3);
  const controlId = canDelimit(separator) ? (splitHeader(asSent, separator)[10]?.trim() ?? '') : '';
  return messageProblem('msh-unreadable', controlId === '' ? { header: asSent } : { header: asSent, controlId });
};

const decodedFields = (asSent: string, bytes: Uint8Array, delimiters: Delimiters): readonly string[] => {
  const [characterSet = ''] = (splitHeader(asSent, delimiters.field)[18] ?? '').split(delimiters.repetition || '~', 1);
  return splitHeader(textReaderFor(characterSet.trim().toUpperCase())(bytes), delimiters.field);
};

/** Reads MSH and nothing after it. */
export const readHeader = (message: Uint8Array): Header | MessageProblem => {
  const start = startOfMessage(message);
  if (!spells(message, start, 'MSH')) return noHeader(message, start);
  scan.run(message, start);
  const { end } = scan;
  const isAscii = scan.seen < 128;
  const bytes = message.subarray(start, end);
  const asSent = isAscii ? asciiReader(bytes) : oneCharacterPerByte(bytes);
  const delimiters = readDelimiters(asSent);
  if (delimiters === undefined) return unreadable(asSent);
  return { ok: true, end, asSent, fields: isAscii ? scan.fieldsOf(asSent) : decodedFields(asSent, bytes, delimiters), delimiters };
};
