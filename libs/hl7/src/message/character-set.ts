/** Turns the bytes of a segment, or of part of one, into text. */
export type TextReader = (bytes: Uint8Array) => string;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

/**
 * Many senders declare UTF-8, or nothing, and send what a Windows keyboard made. A name must never become U+FFFD,
 * because a letter cannot be addressed to it.
 */
const utf8OrWindows: TextReader = (bytes) => {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
};

const decoding = (label: string): TextReader => {
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
};

const singleByte: ReadonlyMap<string, TextReader> = new Map(
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16].map((part) => [`8859/${part}`, decoding(`iso-8859-${part}`)]),
);

/**
 * How to read text under MSH-18 (HL7 table 0211). 8859/n is read as that part, 8859/1 with the Windows letters in the places it leaves
 * unused. Everything else, declared or not, is UTF-8 where the bytes are valid UTF-8 and windows-1252 where they are not, segment by segment.
 */
export const textReaderFor = (characterSet: string): TextReader => singleByte.get(characterSet) ?? utf8OrWindows;
