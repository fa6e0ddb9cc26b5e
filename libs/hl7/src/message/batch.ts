import { CR, LF } from './line-ends.js';

/** Start and end of an MLLP frame: saved traffic often has them in the file. */
const VT = 11;
const FS = 28;

const names = ['MSH', 'FHS', 'BHS', 'BTS', 'FTS'] as const;
type Name = (typeof names)[number];
interface Mark {
  readonly name: Name;
  readonly at: number;
}

const isBreak = (byte: number | undefined): boolean => byte === CR || byte === LF || byte === VT || byte === FS;
const isWordByte = (byte: number): boolean => (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
const endsName = (byte: number | undefined): boolean => byte === undefined || !isWordByte(byte);
const hasMarkBefore = (bytes: Uint8Array, at: number): boolean =>
  bytes[at - 3] === 0xef && bytes[at - 2] === 0xbb && bytes[at - 1] === 0xbf;
const startsLine = (bytes: Uint8Array, at: number): boolean => {
  const before = hasMarkBefore(bytes, at) ? at - 4 : at - 1;
  return before < 0 || isBreak(bytes[before]);
};

const nameAt = (bytes: Uint8Array, at: number): Name | undefined => {
  const word = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
  return names.find((name) => name === word);
};

/** The names start with M, F or B: looking at one byte first keeps a large file quick. */
const mayBeName = (byte: number | undefined): boolean => byte === 77 || byte === 70 || byte === 66;

/** Every header and trailer in the file, in order. */
const marksIn = (bytes: Uint8Array): readonly Mark[] => {
  const marks: Mark[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if (!mayBeName(bytes[at]) || !startsLine(bytes, at)) continue;
    const name = nameAt(bytes, at);
    if (name !== undefined && endsName(bytes[at + 3])) marks.push({ name, at });
  }
  return marks;
};

/** The end of the message before `limit`: after its last line end, without blank lines and framing. */
const endOfMessage = (bytes: Uint8Array, limit: number): number => {
  let end = limit;
  while (isBreak(bytes[end - 1])) end -= 1;
  if (end < limit && bytes[end] === CR) end += 1;
  if (end < limit && bytes[end] === LF) end += 1;
  return end;
};

const withMark = (bytes: Uint8Array, at: number): number => (hasMarkBefore(bytes, at) ? at - 3 : at);

/**
 * The messages in a file or frame that may hold several: one after another, in MLLP frames, or in FHS and BHS batches (HL7 v2.5.1 section 2.10.3).
 * Each is a view from its MSH (and a byte order mark right before it) to its last line end. Batch headers and trailers, framing bytes and blank lines
 * between messages are left out; nothing else is changed. Empty where there is no MSH.
 */
export const splitMessages = (bytes: Uint8Array): readonly Uint8Array[] => {
  const marks = marksIn(bytes);
  return marks.flatMap(({ name, at }, n) => {
    if (name !== 'MSH') return [];
    const next = marks[n + 1];
    return [bytes.subarray(withMark(bytes, at), endOfMessage(bytes, next === undefined ? bytes.length : withMark(bytes, next.at)))];
  });
};

/** What one batch trailer says against what the batch holds. */
export interface BatchCount {
  /** BTS-1; undefined where it is missing or no number. */
  readonly declared: number | undefined;
  readonly found: number;
  /** It has a trailer. */
  readonly isClosed: boolean;
}

/** What the trailers of a file say against what it holds. */
export interface BatchCounts {
  readonly messages: number;
  /** One for each BHS, in order. */
  readonly batches: readonly BatchCount[];
  /** FTS-1, where there is a file trailer that says. */
  readonly declaredBatches: number | undefined;
  /** Every header has its trailer, and no trailer declares what was not found: a file cut short must not pass for a whole one. */
  readonly agrees: boolean;
}

/** The number in the first field of a trailer. */
const declaredAt = (bytes: Uint8Array, at: number): number | undefined => {
  let digits = '';
  for (let next = at + 4; bytes[next] !== undefined && bytes[next] !== bytes[at + 3] && !isBreak(bytes[next]); next += 1)
    digits += String.fromCharCode(bytes[next] ?? 0);
  return /^\s*\d{1,9}\s*$/.test(digits) ? Number(digits) : undefined;
};

interface Tally {
  messages: number;
  batches: BatchCount[];
  declaredBatches: number | undefined;
  files: number;
  fileTrailers: number;
}

const lastOpen = (tally: Tally): BatchCount | undefined => {
  const last = tally.batches.at(-1);
  return last?.isClosed === false ? last : undefined;
};

const replaceLast = (tally: Tally, batch: BatchCount): void => void tally.batches.splice(-1, 1, batch);

const countMessage = (tally: Tally): void => {
  tally.messages += 1;
  const open = lastOpen(tally);
  if (open !== undefined) replaceLast(tally, { ...open, found: open.found + 1 });
};

/** A trailer without its header counts what no batch holds: nothing. */
const closeBatch = (tally: Tally, declared: number | undefined): void => {
  const open = lastOpen(tally);
  if (open === undefined) tally.batches.push({ declared, found: 0, isClosed: true });
  else replaceLast(tally, { ...open, declared, isClosed: true });
};

const count = (tally: Tally, mark: Mark, bytes: Uint8Array): void => {
  switch (mark.name) {
    case 'FHS':
      tally.files += 1;
      break;
    case 'BHS':
      tally.batches.push({ declared: undefined, found: 0, isClosed: false });
      break;
    case 'MSH':
      countMessage(tally);
      break;
    case 'BTS':
      closeBatch(tally, declaredAt(bytes, mark.at));
      break;
    case 'FTS':
      tally.fileTrailers += 1;
      tally.declaredBatches = declaredAt(bytes, mark.at);
      break;
    default:
      mark.name satisfies never;
  }
};

const agrees = ({ batches, declaredBatches, files, fileTrailers }: Tally): boolean =>
  files === fileTrailers &&
  (declaredBatches === undefined || declaredBatches === batches.length) &&
  batches.every(({ declared, found, isClosed }) => isClosed && (declared === undefined || declared === found));

/** Counts the messages of a file or frame against its batch trailers (BTS-1, FTS-1). A file without batches agrees. */
export const batchCounts = (bytes: Uint8Array): BatchCounts => {
  const tally: Tally = { messages: 0, batches: [], declaredBatches: undefined, files: 0, fileTrailers: 0 };
  for (const mark of marksIn(bytes)) count(tally, mark, bytes);
  return { messages: tally.messages, batches: tally.batches, declaredBatches: tally.declaredBatches, agrees: agrees(tally) };
};
