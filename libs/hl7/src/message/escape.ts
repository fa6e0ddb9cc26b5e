import { textReaderFor, type TextReader } from './character-set.js';
import { charactersOf, type Delimiters } from './delimiters.js';

/** No report needs more blank lines or spaces in a row than this; a sender's `\.sp99999999\` must not fill the memory. */
const MOST_REPEATED = 100;

const isHexText = /^X(?:[0-9A-Fa-f]{2})+$/;
const isLayout = /^\.(br|ce|fi|nf|in|ti|sk|sp)\s*([+-]?\d*)$/;
/** Local (Z), single-byte (C) and multi-byte (M) sequences: complete, but nobody here knows what they mean. */
const isKeptAsSent = /^(?:Z.*|C[0-9A-Fa-f]{4}|M(?:[0-9A-Fa-f]{2}){2,3})$/;

const delimiterNamed = (letter: string, delimiters: Delimiters): string | undefined => {
  switch (letter) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subComponent;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case 'H':
    case 'N':
      return '';
    default:
      return undefined;
  }
};

const times = (character: string, count: string): string => character.repeat(Math.min(Math.max(Number(count || '1'), 0), MOST_REPEATED));

const layoutText = (command: string, count: string): string => {
  switch (command) {
    case 'br':
    case 'ce':
      return '\n';
    case 'sp':
      return times('\n', count);
    case 'sk':
      return times(' ', count);
    default:
      return '';
  }
};

const hexBytes = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));

/** The text one sequence stands for, or undefined where it is no sequence. */
const meaningOf = (sequence: string, delimiters: Delimiters, read: TextReader): string | undefined => {
  if (sequence.length === 1) return delimiterNamed(sequence, delimiters);
  if (isHexText.test(sequence)) return read(hexBytes(sequence.slice(1)));
  const layout = isLayout.exec(sequence);
  if (layout !== null) return layoutText(layout[1] ?? '', layout[2] ?? '');
  return isKeptAsSent.test(sequence) ? `${delimiters.escape}${sequence}${delimiters.escape}` : undefined;
};

interface Escaped {
  readonly text: string;
  readonly delimiters: Delimiters;
  readonly read: TextReader;
}

/** What the escape at `open` stands for and where reading goes on. An escape that opens no sequence is a character like another. */
const escapeAt = ({ text, delimiters, read }: Escaped, open: number): { readonly meaning: string; readonly resume: number } => {
  const close = text.indexOf(delimiters.escape, open + 1);
  if (close < 0) return { meaning: text.slice(open), resume: text.length };
  const meaning = meaningOf(text.slice(open + 1, close), delimiters, read);
  return meaning === undefined ? { meaning: text.slice(open, close), resume: close } : { meaning, resume: close + 1 };
};

const resolveFrom = (escaped: Escaped, firstOpen: number): string => {
  const { text, delimiters } = escaped;
  let out = '';
  let from = 0;
  for (let open = firstOpen; open >= 0; open = text.indexOf(delimiters.escape, from)) {
    const { meaning, resume } = escapeAt(escaped, open);
    out += text.slice(from, open) + meaning;
    from = resume;
  }
  return out + text.slice(from);
};

const readAnything = textReaderFor('');

/**
 * Text with its escape sequences resolved (HL7 v2.5.1 section 2.7): `\F\ \S\ \T\ \R\ \E\`, `\.br\` and the other layout commands of FT, `\Xhh..\`.
 * `\H\` and `\N\` (highlighting) vanish. Local sequences `\Zxx\`, unknown ones and an escape that is never closed stay as sent, because a
 * clinician can read them and a guess could change the meaning.
 *
 * @param read how to read the bytes of `\Xhh..\`; UTF-8, or windows-1252 where that is not valid, unless told otherwise
 */
export const unescapeText = (text: string, delimiters: Delimiters, read: TextReader = readAnything): string => {
  const open = delimiters.escape === '' ? -1 : text.indexOf(delimiters.escape);
  return open < 0 ? text : resolveFrom({ text, delimiters, read }, open);
};

const namesByPlace = [
  ['escape', 'E'],
  ['field', 'F'],
  ['component', 'S'],
  ['subComponent', 'T'],
  ['repetition', 'R'],
] as const;

const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0');

const sequenceFor = (character: string, delimiters: Delimiters): string => {
  const named = namesByPlace.find(([place]) => delimiters[place] === character);
  if (named !== undefined) return named[1];
  return character === '\n' ? '.br' : `X${hexOf(character)}`;
};

/** Control characters must not reach the wire: they end segments and frames. A tab does neither. */
const isControl = (character: string): boolean => character < ' ' && character !== '\t';

const needsEscape = (text: string, special: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charAt(at)) || special.includes(text.charAt(at))) return true;
  return false;
};

/**
 * Text made safe to stand in a field: no delimiter, line end or other control character is left in it, so that it can neither open a field
 * nor a segment nor end an MLLP frame. `unescapeText` gives the text back. Where the receiver has no escape character each of them becomes a space.
 * A text of two quotation marks is escaped, since sent bare it would delete the receiver's value (section 2.5.3).
 */
export const escapeText = (text: string, delimiters: Delimiters): string => {
  const mark = delimiters.escape;
  if (text === '""') return mark === '' ? '' : `${mark}X2222${mark}`;
  const special = charactersOf(delimiters);
  if (!needsEscape(text, special)) return text;
  let out = '';
  for (const character of text) {
    if (!isControl(character) && !special.includes(character)) out += character;
    else out += mark === '' ? ' ' : mark + sequenceFor(character, delimiters) + mark;
  }
  return out;
};
