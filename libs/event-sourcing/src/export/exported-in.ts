import { inflateSync } from 'node:zlib';

/** Is it the document to read, and not the lines themselves? */
export const isDocument = (file: Uint8Array): boolean => Buffer.from(file.subarray(0, 5)).toString('latin1') === '%PDF-';

interface Attached {
  readonly dictionary: string;
  readonly bytes: Buffer;
}
const ofStream = /stream\r?\n/g;
// A stream is never inside another object, so that its dictionary can be read as it stands (ISO 32000-1, 7.3.8 and 7.11.4).
const firstAttached = (file: Buffer): Attached | undefined => {
  const text = file.toString('latin1');
  const named = text.indexOf('/Type /EmbeddedFile');
  if (named < 0) return undefined;
  ofStream.lastIndex = named;
  const begins = ofStream.exec(text);
  if (begins === null) return undefined;
  const dictionary = text.slice(text.lastIndexOf(' obj', named), begins.index);
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
  const from = begins.index + begins[0].length;
  return Number.isNaN(length) ? undefined : { dictionary, bytes: file.subarray(from, from + length) };
};

/**
 * The lines of an export: the file itself, or what is attached to it where it is the document that people read (PDF). Empty where a
 * document has nothing attached, or what is attached cannot be unpacked any more: nothing in it can be shown to be as it was.
 */
export const exportedIn = (file: Uint8Array): Uint8Array => {
  if (!isDocument(file)) return file;
  const attached = firstAttached(Buffer.from(file));
  if (attached === undefined) return new Uint8Array();
  try {
    return attached.dictionary.includes('/FlateDecode') ? inflateSync(attached.bytes) : attached.bytes;
  } catch {
    return new Uint8Array();
  }
};
